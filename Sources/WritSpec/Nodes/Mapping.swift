// The keys and values of a mapping in the order they were written.

/// An ordered mapping; its keys are unique texts.
package struct Mapping: Sendable {
    /// What a plain key would be as a value: the `200` of `responses` is an integer there, and the text "200" as a key.
    package enum KeyKind: Sendable {
        case string, null, boolean, integer, number
    }

    package struct Entry: Sendable {
        /// The key's text as written (quotes and escapes resolved).
        package let key: String
        package let keyKind: KeyKind
        package let keyLocation: SourceLocation
        package let value: Node

        package init(key: String, keyKind: KeyKind = .string, keyLocation: SourceLocation, value: Node) {
            self.key = key
            self.keyKind = keyKind
            self.keyLocation = keyLocation
            self.value = value
        }
    }

    /// One word in every node instead of an array and an index.
    private final class Storage: Sendable {
        let entries: [Entry]
        /// Positions by key; empty where looking at every entry is faster.
        let positions: [String: Int]

        init(entries: [Entry], positions: [String: Int]) {
            self.entries = entries
            self.positions = positions
        }
    }

    /// Up to this many entries a search from the first one beats hashing the key.
    static let entriesSearchedMax = 8

    private let storage: Storage

    /// The entries in the order they were written.
    package var entries: [Entry] { storage.entries }
    package var count: Int { storage.entries.count }
    package var isEmpty: Bool { storage.entries.isEmpty }
    /// The keys in the order they were written.
    package var keys: [String] { storage.entries.map(\.key) }

    /// - Parameter entries: with unique keys; of two equal keys the last is found.
    package init(_ entries: [Entry]) {
        var positions: [String: Int] = [:]
        if entries.count > Self.entriesSearchedMax {
            positions.reserveCapacity(entries.count)
            for (position, entry) in entries.enumerated() { positions[entry.key] = position }
        }
        self.storage = Storage(entries: entries, positions: positions)
    }

    init(_ entries: [Entry], positions: [String: Int]) {
        self.storage = Storage(entries: entries, positions: positions)
    }

    /// - Complexity: O(1).
    package func entry(_ key: String) -> Entry? { position(of: key).map { storage.entries[$0] } }

    /// - Complexity: O(1).
    func position(of key: String) -> Int? {
        if storage.positions.isEmpty { return storage.entries.lastIndex { $0.key == key } }
        return storage.positions[key]
    }

    /// - Complexity: O(1).
    package subscript(key: String) -> Node? { entry(key)?.value }
}
