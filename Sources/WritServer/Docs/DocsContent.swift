// The bytes of a docs page: made at start, or embedded in the program.

enum DocsContent: Sendable {
    case bytes([UInt8])
    case asset(DocsAsset)

    var byteCount: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .asset(let asset): asset.byteCount
        }
    }

    /// Lends the bytes, without a copy, for as long as `body` runs.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        switch self {
        case .bytes(let bytes): try unsafe bytes.withUnsafeBytes(body)
        case .asset(let asset): try unsafe asset.withUnsafeBytes(body)
        }
    }
}
