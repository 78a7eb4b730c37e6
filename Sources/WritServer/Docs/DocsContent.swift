// The bytes of a docs page: made at start, embedded in the program, or unpacked from there.

enum DocsContent: Sendable {
    case bytes([UInt8])
    /// As it is embedded: packed where it `isGzip`.
    case asset(DocsAsset)
    /// Without its coding; only where it `isGzip`.
    case unpacked(DocsAsset)

    var byteCount: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .asset(let asset): asset.byteCount
        case .unpacked(let asset): asset.unpacked?.count ?? 0
        }
    }

    /// Lends the bytes, without a copy, for as long as `body` runs.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        switch self {
        case .bytes(let bytes): try unsafe bytes.withUnsafeBytes(body)
        case .asset(let asset): try unsafe asset.withUnsafeBytes(body)
        case .unpacked(let asset): try unsafe (asset.unpacked ?? []).withUnsafeBytes(body)
        }
    }
}
