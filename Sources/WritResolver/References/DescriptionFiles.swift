// The files that references have led to so far, and from which file a reference counts.

internal import WritSpec

/// All files of a description that were asked for.
final class DescriptionFiles {
    let library: DocumentLibrary
    let main: DescriptionFile
    private var byKey: [String: DescriptionFile?] = [:]
    private var bySource: [ObjectIdentifier: DescriptionFile] = [:]
    private var orders: [ObjectIdentifier: Int] = [:]
    /// In the order in which they were read.
    private(set) var all: [DescriptionFile]
    /// Those in which anything has an identifier.
    private(set) var identified: [DescriptionFile]
    /// What references lead to, nil for nowhere, by the places of the references.
    var targets: [String: Place?] = [:]
    /// True while a reference in the middle of a pointer is followed.
    var isWalking = false

    init(_ library: DocumentLibrary, root: Node? = nil) {
        self.library = library
        self.main = DescriptionFile(key: "", document: library.main, root: root)
        self.all = [main]
        self.identified = main.hasIdentifiers ? [main] : []
        bySource[ObjectIdentifier(library.main.file)] = main
        orders[ObjectIdentifier(library.main.file)] = 0
    }

    /// What stands in `place` was written in this file: a part of another one may have been put into it.
    func file(of place: Place) -> DescriptionFile {
        bySource[ObjectIdentifier(place.node.location.file)] ?? (byKey[place.identity.fileKey] ?? nil) ?? main
    }

    /// The order in which a file was read, for sorting.
    func order(of source: SourceFile) -> Int { orders[ObjectIdentifier(source)] ?? all.count }

    /// The place that an identifier names in any file that was read.
    func place(identifier: String) -> Place? {
        for file in identified {
            if let place = file.identifiers.resources[identifier] { return place }
        }
        return nil
    }

    /// True where the file at `key` was asked for before.
    func knows(_ key: String) -> Bool { byKey[key] != nil }

    func file(at key: String, open: (DocumentLibrary.Answer) -> Document?) -> DescriptionFile? {
        if let known = byKey[key] { return known }
        let isMain =
            !FilePath.isURL(key)
            && FilePath.path(of: key, beside: main.document.file.path) == FilePath.normalized(main.document.file.path)
        if isMain {
            byKey[key] = main
            return main
        }
        let document = open(library.document(at: key))
        let file = document.map { DescriptionFile(key: Self.encoded(key), document: $0) }
        byKey[key] = .some(file)
        guard let file else { return nil }
        byKey[file.key] = file
        bySource[ObjectIdentifier(file.document.file)] = file
        orders[ObjectIdentifier(file.document.file)] = all.count
        all.append(file)
        if file.hasIdentifiers { identified.append(file) }
        return file
    }

    private static func encoded(_ key: String) -> String {
        key.replacing("%", with: "%25").replacing("#", with: "%23")
    }
}

extension Resolution {
    /// What the part of a reference before its `#` names; nil after a diagnostic.
    func resource(_ uri: String, of text: String, at reference: Place) -> ReferenceBase? {
        let base = base(of: reference)
        if uri.isEmpty { return base }
        let decoded = percentDecoded(uri)
        let contexts = [base.identifier, base.file.identifiers.identifierByPointer[base.file.rootPlace.pointer]]
        for context in files.identified.isEmpty ? [] : contexts {
            let identifier = FilePath.resolved(decoded, against: context ?? "")
            if let place = files.place(identifier: identifier) { return self.base(of: place) }
        }
        if FilePath.hasScheme(decoded), !FilePath.isURL(decoded) || decoded.hasPrefix("file:") {
            error(
                "unsupported-reference", "the reference \(VisibleText.quoted(text)) names nothing that was read", at: reference,
                hint: "give a schema this `$id`, or refer to a file by a path from this one")
            return nil
        }
        if decoded.hasPrefix("/"), !FilePath.isURL(base.file.key) {
            error(
                "unsupported-reference", "the reference \(VisibleText.quoted(text)) begins at the root of the disk",
                at: reference,
                hint: "write the path from the file that it stands in, such as `./models/\(FilePath.baseName(of: decoded)).yaml`")
            return nil
        }
        let key = localKey(for: decoded, base) ?? FilePath.resolved(decoded, against: base.file.key)
        return file(at: key, of: text, at: reference).map { ReferenceBase(file: $0, root: $0.rootPlace, identifier: nil) }
    }

    /// A URL in the folder that `$self` places this file in means the file beside it.
    private func localKey(for url: String, _ base: ReferenceBase) -> String? {
        guard FilePath.isURL(url), let own = files.main.identifiers.identifierByPointer[""] else { return nil }
        let folder = FilePath.folder(of: own)
        guard FilePath.isURL(own), url.hasPrefix(folder) else { return nil }
        return FilePath.normalized(String(url.dropFirst(folder.count)))
    }

    /// From where a reference counts: the innermost `$id` around it, or the file that it is written in.
    func base(of place: Place) -> ReferenceBase {
        let file = files.file(of: place)
        let identifiers = file.identifiers.identifierByPointer
        var root = file.rootPlace
        if !identifiers.isEmpty, file.rootPlace.identity.fileKey == place.identity.fileKey {
            if let innermost = innermost(around: place.pointer, identifiers) {
                let local = innermost == file.rootPlace.pointer ? "" : localPart(innermost, of: file)
                root = file.place(at: local) ?? root
            }
        }
        return ReferenceBase(file: file, root: root, identifier: identifiers[root.pointer])
    }

    /// The longest beginning of the pointer that is a resource's.
    private func innermost(around pointer: String, _ identifiers: [String: String]) -> String? {
        var beginning = pointer[...]
        while true {
            let text = String(beginning)
            if identifiers[text] != nil { return text }
            guard let slash = beginning.lastIndex(of: "/") else { return nil }
            beginning = beginning[..<slash]
        }
    }

    private func localPart(_ pointer: String, of file: DescriptionFile) -> String {
        String(pointer.dropFirst(file.rootPlace.pointer.count))
    }

    private func file(at key: String, of text: String, at reference: Place) -> DescriptionFile? {
        let isNew = !files.knows(key)
        let file = files.file(at: key) { answer in
            switch answer {
            case .found(let document, let diagnostics):
                add(diagnostics)
                return document
            case .unreadable(let diagnostics): add(diagnostics)
            case .missing, .notAllowed, .tooMany: break
            }
            return nil
        }
        if let file {
            if isNew, file !== files.main {
                guard checkExtent(of: file) else { return nil }
                convertFragment(file)
                transclude(in: file)
            }
            return file
        }
        reportFailure(key, of: text, at: reference)
        return nil
    }

    private func reportFailure(_ key: String, of text: String, at reference: Place) {
        let quoted = VisibleText.quoted(text)
        switch files.library.document(at: key) {
        case .missing:
            error(
                "missing-reference", "\(quoted) leads nowhere: there is no file \(VisibleText.quoted(key))", at: reference,
                hint: "write the path from the file that the reference stands in")
        case .notAllowed:
            error(
                "external-reference", "the reference \(quoted) leads to the network, which is not asked", at: reference,
                hint: "pass --allow-remote to fetch it, or keep a copy beside the document")
        case .tooMany(let limit):
            error("too-many-files", "the description has more than \(limit) files, or too many bytes", at: reference)
        case .found, .unreadable:
            error("unreadable-reference", "what \(quoted) leads to can't be read", at: reference, hint: "mend that file")
        }
    }
}
