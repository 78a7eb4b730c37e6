// How long the pointers of a document are: each value is known by its own.

internal import WritSpec

extension Resolution {
    /// Bytes of the pointers of all values of a file together: some thirty of each value in real documents.
    private static let pointerBytesMax = 256 << 20

    /// False, after a diagnostic, where long names have many values within: each of these bears all of them.
    func checkExtent(of file: DescriptionFile) -> Bool {
        let total = Self.pointerBytes(within: file.root, file.key.utf8.count, Self.pointerBytesMax)
        guard total > Self.pointerBytesMax else { return true }
        error(
            "too-long-names",
            "the names that lead to the values of the file have more than \(Self.pointerBytesMax) bytes together",
            at: file.rootPlace, hint: "shorten the names that have many values within")
        return false
    }

    /// Recursion is bounded by the reader's limit of depth.
    private static func pointerBytes(within node: Node, _ length: Int, _ most: Int) -> Int {
        var total = length
        for item in node.sequence ?? [] where total <= most { total += pointerBytes(within: item, length + 6, most) }
        for entry in node.mapping?.entries ?? [] where total <= most {
            total += pointerBytes(within: entry.value, length + 1 + entry.key.utf8.count, most)
        }
        return total
    }
}
