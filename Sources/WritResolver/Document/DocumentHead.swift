// The head of a document: version, info, servers and tags.

internal import WritContract
internal import WritSpec

/// What a document says of itself as a whole.
struct DocumentHead {
    let info: Info
    /// The path that operations stand behind.
    let basePath: String
    /// By their names.
    let tags: [String: DeclaredTag]
}

struct DeclaredTag {
    let description: String
    let place: Place
}

extension Resolution {
    /// The head of a document that is of a version that is handled, and has the keywords and the shapes that this one lays down;
    /// nil after a diagnostic.
    func head() -> DocumentHead? {
        guard checkExtent(of: files.main) else { return nil }
        transclude(in: files.main)
        guard identifyDialect(), checkKeywords(root, as: .document) else { return nil }
        return DocumentHead(info: resolveInfo(), basePath: resolveBasePath(), tags: resolveTags())
    }

    /// Finds the version; false after a diagnostic for a document that can't be read.
    private func identifyDialect() -> Bool {
        guard root.node.mapping != nil else {
            error(
                "wrong-shape", "an OpenAPI document must be a mapping, not \(root.node.kindName)", at: root,
                hint: "start it with `openapi: 3.1.0`")
            return false
        }
        if root[.openapi] == nil, let version = root[.swagger] { return convertSwagger(version) }
        guard let version = root[.openapi] else { return reportMissingVersion() }
        let text = text(version) ?? ""
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isVersion = (2...3).contains(parts.count) && parts.allSatisfy { $0.first?.isNumber == true }
        switch isVersion ? parts.prefix(2).joined(separator: ".") : "" {
        case "3.0": (dialect, minorVersion) = (.openAPI30, 0)
        case "3.1": (dialect, minorVersion) = (.openAPI31, 1)
        case "3.2": (dialect, minorVersion) = (.openAPI31, 2)
        default:
            error(
                "unsupported-version",
                version.node.string == nil && text.isEmpty
                    ? "`openapi` must be a string, not \(version.node.kindName)"
                    : "the version \(VisibleText.quoted(text)) of OpenAPI is not handled",
                at: version, hint: "versions 2.0, 3.0, 3.1 and 3.2 are: write `openapi: 3.1.0`")
            return false
        }
        return true
    }

    /// A text, or the digits of a number in its place.
    func text(_ place: Place?) -> String? {
        guard let place else { return nil }
        switch place.node.value {
        case .string(let text): return text
        case .integer(let number): return number.text
        case .number(let number): return number.text
        default: return nil
        }
    }

    private func reportMissingVersion() -> Bool {
        let close = closestName(to: "openapi", among: root.entries.map(\.key))
        error(
            "missing-field", "the document has no `openapi` field", at: root,
            hint: close.map { "did you mean `openapi` where it says `\($0)`?" } ?? "start it with `openapi: 3.1.0`")
        return false
    }

    private func resolveInfo() -> Info {
        let title = text(root[.info]?[.title]) ?? ""
        return Info(
            title: title, version: text(root[.info]?[.version]) ?? "",
            description: root[.info]?[.description]?.node.string, apiName: apiName(for: title))
    }

    /// `PetstoreAPI` for "Petstore" and for "Petstore API".
    private func apiName(for title: String) -> String {
        let name = SwiftNames.typeName(options.name ?? title)
        return name.hasSuffix("API") ? name : name + "API"
    }

    // MARK: Tags

    private func resolveTags() -> [String: DeclaredTag] {
        var tags: [String: DeclaredTag] = [:]
        for tag in root[.tags]?.items ?? [] {
            guard let name = text(tag[.name]) else { continue }
            let declared = DeclaredTag(description: tag[.description]?.node.string ?? "", place: tag)
            if tags.updateValue(declared, forKey: name) != nil {
                warn("duplicate-tag", "the tag `\(name)` is described twice: this one counts", at: tag, hint: "remove one")
            }
        }
        return tags
    }

    /// The document as it will be served: as it was written where that is all of it.
    func source() -> SourceDocument {
        let bytes = document.file.bytes
        if files.all.count > 1 || document.isChanged {
            let json = (files.all.count > 1 ? Bundle(self).document() : files.main.root).json()
            return SourceDocument(bytes: json, json: json, isJSON: true)
        }
        // A byte order mark, or another encoding than UTF-8, is more than JSON's text (RFC 8259, 8.1).
        let isJSON = document.isJSON && bytes.count == document.file.text.count
        return SourceDocument(bytes: bytes, json: isJSON ? bytes : document.root.json(), isJSON: isJSON)
    }
}
