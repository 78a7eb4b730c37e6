// Media types by the names of files.

/// The media types of files, by what stands behind the last dot of their names.
public struct FileTypes: Sendable {
    private var types: [String: String]

    /// What browsers and programs are served mostly, and what is said here in addition or instead.
    ///
    ///     FileTypes(["glb": "model/gltf-binary"])
    ///
    /// - Parameter more: Media types by the letters behind the last dot, small ones.
    public init(_ more: [String: String] = [:]) {
        types = Self.usual.merging(more) { $1 }
    }

    /// The media type of a file of that name; nil where nobody knows it.
    ///
    ///     FileTypes().type(of: "page.html")
    public func type(of name: String) -> String? {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return types[name[name.utf8.index(after: dot)...].lowercased()]
    }

    private static let usual: [String: String] = [
        "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
        "ics": "text/calendar; charset=utf-8", "vtt": "text/vtt; charset=utf-8", "xml": "application/xml",
        "json": "application/json", "map": "application/json", "jsonld": "application/ld+json",
        "webmanifest": "application/manifest+json", "geojson": "application/geo+json", "ndjson": "application/x-ndjson",
        "jsonl": "application/jsonl", "yaml": "application/yaml", "yml": "application/yaml", "toml": "application/toml",
        "atom": "application/atom+xml", "rss": "application/rss+xml", "xhtml": "application/xhtml+xml", "rtf": "application/rtf",
        "wasm": "application/wasm", "pdf": "application/pdf", "epub": "application/epub+zip",
        "svg": "image/svg+xml", "png": "image/png", "apng": "image/apng", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "heic": "image/heic", "bmp": "image/bmp",
        "ico": "image/vnd.microsoft.icon", "tif": "image/tiff", "tiff": "image/tiff", "jxl": "image/jxl",
        "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
        "wav": "audio/wav", "flac": "audio/flac", "weba": "audio/webm", "mid": "audio/midi",
        "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime",
        "avi": "video/x-msvideo", "mpeg": "video/mpeg", "ts": "video/mp2t", "m3u8": "application/vnd.apple.mpegurl",
        "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
        "zip": "application/zip", "gz": "application/gzip", "br": "application/octet-stream", "zst": "application/zstd",
        "tar": "application/x-tar", "7z": "application/x-7z-compressed", "bz2": "application/x-bzip2", "xz": "application/x-xz",
        "jar": "application/java-archive", "doc": "application/msword", "xls": "application/vnd.ms-excel",
        "ppt": "application/vnd.ms-powerpoint", "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "bin": "application/octet-stream", "sqlite": "application/vnd.sqlite3", "proto": "text/plain; charset=utf-8",
    ]
}
