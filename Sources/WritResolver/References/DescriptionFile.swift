// One file of a description as references see it: how it is named, and what has a name in it.

internal import WritSpec

/// A file, or a schema with an `$id` in one, that references are relative to.
struct ReferenceBase {
    let file: DescriptionFile
    /// Where pointers of references start: the schema with the innermost `$id` around, or the file's root.
    let root: Place
    /// The identifier of that, absolute or as written; nil where nothing gives it one.
    let identifier: String?
}

final class DescriptionFile {
    /// Empty for the main document; else a path from its folder, or a URL. `#` and `%` are percent-encoded, as a reference to
    /// the file has them.
    let key: String
    /// The same as it was asked for: what references are relative to.
    let address: String
    let document: Document
    /// The root after what was done to it as a whole, such as the conversion of Swagger 2.0.
    private(set) var root: Node

    /// The root before it was converted from Swagger 2.0, which is what references speak of; nil where it was not.
    private(set) var written: Node?

    private(set) lazy var identifiers = hasIdentifiers ? Identifiers(of: self) : Identifiers()

    init(at address: String, document: Document, root: Node? = nil) {
        self.key = address.replacing("%", with: "%25").replacing("#", with: "%23")
        self.address = address
        self.document = document
        self.root = root ?? document.root
    }

    /// Puts something in place of what was read. Call it before anybody asks for a part.
    func replaceRoot(by node: Node) { root = node }

    /// Keeps what was read. Call it before the conversion, which may come back here by references.
    func keepWritten() { written = root }

    var rootPlace: Place { Place(node: root, pointer: Pointer(file: key)) }

    /// True where the text has one of these words at all: few do, and looking for identifiers takes a walk over all nodes.
    private(set) lazy var hasIdentifiers = Self.mentions(
        [Keyword.id, .selfReference, .anchor, .dynamicAnchor].map { Array($0.rawValue.utf8) }, in: document.file.text)

    private static func mentions(_ words: [[UInt8]], in text: [UInt8]) -> Bool {
        let span = text.span
        for start in span.indices where span[start] == UInt8(ascii: "$") {
            for word in words where start + word.count <= span.count {
                var matched = 1
                while matched < word.count, span[start + matched] == word[matched] { matched += 1 }
                if matched == word.count { return true }
            }
        }
        return false
    }
}

extension Place {
    /// What a type for this would be called: the name of what the file holds, or of the part of it.
    var suggestedName: String {
        var tokens = pointer.path.split(separator: "/").map { JSONPointer.unescaped($0) }
        var suffix = ""
        while let last = tokens.last {
            if let generic = Self.genericNames[last] {
                suffix = generic + suffix
            } else if Int(last) == nil, !last.contains("/") || tokens.count == 2 {
                return last + (suffix.isEmpty ? "" : " " + suffix)
            }
            tokens.removeLast()
        }
        let file = FilePath.baseName(of: pointer.file)
        let folder = FilePath.baseName(of: String(FilePath.folder(of: pointer.file).dropLast()))
        let base = ["index", "schema", "model", "_index"].contains(file.lowercased()) && !folder.isEmpty ? folder : file
        return base + (suffix.isEmpty ? "" : " " + suffix)
    }

    /// Keywords that name no schema, with what they tell about one.
    private static let genericNames = [
        "schema": "", "content": "", "items": "Item", "additionalProperties": "Value", "properties": "", "allOf": "Part",
        "oneOf": "Option", "anyOf": "Option", "not": "", "prefixItems": "Item", "$defs": "", "definitions": "", "schemas": "",
        "parameters": "Parameter", "responses": "Response", "requestBody": "Body", "headers": "Header", "components": "",
        "get": "", "put": "", "post": "", "delete": "", "patch": "", "head": "", "options": "", "trace": "", "query": "",
    ]
}
