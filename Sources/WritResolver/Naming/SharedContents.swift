// What is called alike and is not: settled by content, whoever is first in the document.

/// Contents by the names that tell them.
struct SharedContents<Content: Hashable> {
    private var contents: [String: Set<Content>] = [:]
    /// What several contents with one name are called.
    private var others: [Content: String] = [:]

    mutating func note(_ content: Content, as name: String) { contents[name, default: []].insert(content) }

    /// The content whose text comes first has the name, the others a number behind it that is made of their text. Call it when all
    /// is noted.
    ///
    /// - Parameter known: Names that other sorts of content have.
    mutating func settle(besides known: Set<String> = []) {
        for (name, all) in contents where all.count > 1 || known.contains(name) {
            let texts = all.map { (content: $0, text: String(describing: $0)) }.sorted { $0.text < $1.text }
            var taken = known
            for (content, text) in texts.dropFirst(known.contains(name) ? 0 : 1) {
                var number = digest(text)
                while !taken.insert(name + "V\(number)").inserted { number += 1 }
                others[content] = name + "V\(number)"
            }
        }
    }

    func name(of content: Content, as name: String) -> String { others[content] ?? name }

    private func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } % 10_000
    }
}
