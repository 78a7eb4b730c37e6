// Whether borrowed bytes are those of a collection.

extension Span where Element == UInt8 {
    func holds(_ bytes: some Collection<UInt8>) -> Bool {
        guard count == bytes.count else { return false }
        var index = 0
        for byte in bytes {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
