// The files that docs pages load: embedded in the program where `make setup` fetched them, on a CDN where it did not.

private import CWritAssets

/// A script or style sheet of a docs page.
enum DocsAsset: Sendable, CaseIterable {
    case swaggerBundle, swaggerStyles, rapidocBundle, startScript, indexScript, consoleScript

    var fileName: String {
        switch self {
        case .swaggerBundle: "swagger-ui-bundle.js"
        case .swaggerStyles: "swagger-ui.css"
        case .rapidocBundle: "rapidoc-min.js"
        case .startScript: "start.js"
        case .indexScript: "index.js"
        case .consoleScript: "console.js"
        }
    }

    var contentType: String {
        switch self {
        case .swaggerStyles: "text/css; charset=utf-8"
        case .swaggerBundle, .rapidocBundle, .startScript, .indexScript, .consoleScript: "text/javascript; charset=utf-8"
        }
    }

    /// Where the same file is to be had when it is not embedded, and the digest that proves it the same.
    var remote: (url: String, integrity: String)? {
        // Both are null or C strings in static storage.
        guard let url = unsafe description.cdn_url, let integrity = unsafe description.integrity else {
            return nil
        }
        return unsafe (String(cString: url), String(cString: integrity))
    }

    var byteCount: Int { unsafe description.size }

    var isEmbedded: Bool { byteCount > 0 }

    /// Whether what is embedded is a gzip file.
    var isGzip: Bool { unsafe description.is_gzip }

    /// Lends what is embedded: nothing where the file is not, and the file packed where it `isGzip`.
    func withUnsafeBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // `size` is that of the array in static storage which `bytes` points to.
        try unsafe body(UnsafeRawBufferPointer(start: description.bytes, count: byteCount))
    }

    /// The file without its coding, unpacked when it is first asked for, and kept; nil where it has none.
    var unpacked: [UInt8]? {
        switch self {
        case .swaggerBundle: Self.unpackedSwaggerBundle
        case .swaggerStyles: Self.unpackedSwaggerStyles
        case .rapidocBundle: Self.unpackedRapidocBundle
        case .startScript, .indexScript, .consoleScript: nil
        }
    }

    private static let unpackedSwaggerBundle = swaggerBundle.unpack()
    private static let unpackedSwaggerStyles = swaggerStyles.unpack()
    private static let unpackedRapidocBundle = rapidocBundle.unpack()

    private func unpack() -> [UInt8]? {
        isGzip ? unsafe withUnsafeBytes { unsafe gunzip($0.assumingMemoryBound(to: UInt8.self).span) } : nil
    }

    /// What it points to is static storage.
    private var description: writ_asset {
        switch self {
        case .swaggerBundle: unsafe writ_asset_swagger_ui_bundle()
        case .swaggerStyles: unsafe writ_asset_swagger_ui_styles()
        case .rapidocBundle: unsafe writ_asset_rapidoc_bundle()
        case .startScript: unsafe writ_asset_start_script()
        case .indexScript: unsafe writ_asset_index_script()
        case .consoleScript: unsafe writ_asset_console_script()
        }
    }
}
