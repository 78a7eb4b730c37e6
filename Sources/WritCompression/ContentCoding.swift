// The content codings that this module has (RFC 9110 section 8.4.1).

internal import CWritCompression
internal import WritWire

/// A content coding: how the bytes of a body are made smaller on their way.
///
///     Compression(codings: [.brotli, .gzip])
public enum ContentCoding: String, Sendable, CaseIterable {
    /// gzip (RFC 1952): what every client takes.
    case gzip
    /// deflate in the zlib format (RFC 1950), as RFC 9110 section 8.4.1.2 has it.
    case deflate
    /// Brotli (RFC 7932).
    case brotli = "br"
    /// Zstandard (RFC 8878): the fastest.
    case zstd

    var kind: writ_coding {
        switch self {
        case .gzip: WRIT_GZIP
        case .deflate: WRIT_DEFLATE
        case .brotli: WRIT_BROTLI
        case .zstd: WRIT_ZSTD
        }
    }

    /// Its name in a field.
    var name: StaticString {
        switch self {
        case .gzip: "gzip"
        case .deflate: "deflate"
        case .brotli: "br"
        case .zstd: "zstd"
        }
    }

    /// The coding of that name in a field, whatever its case; `x-gzip` is another name of gzip.
    init?(field name: Substring) {
        let name = name.lowercased()
        self.init(rawValue: name == "x-gzip" ? "gzip" : name)
    }
}
