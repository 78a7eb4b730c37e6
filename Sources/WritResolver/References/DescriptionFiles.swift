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
    var targets: [Pointer: Place?] = [:]
    /// What they lead to in the end, as objects of each kind.
    var ends: [ObjectKind: [Pointer: ReferenceEnd]] = [:]
    /// Files that were read before the main one was converted from Swagger 2.0: what references in them lead to can't be put there
    /// yet.
    var waiting: [DescriptionFile]?
    /// How many files are being prepared, each since one before it asks for it.
    var openings = 0
    static let openingsMax = 16
    /// Values that may still be put in place of references to whole mappings.
    var transcludedLeft = 1_000_000
    private var resources: [String: Place] = [:]
    private var indexedCount = 0
    /// True while a reference in the middle of a pointer is followed.
    var isWalking = false

    init(_ library: DocumentLibrary, root: Node? = nil) {
        self.library = library
        self.main = DescriptionFile(at: "", document: library.main, root: root)
        self.all = [main]
        self.identified = main.hasIdentifiers ? [main] : []
        bySource[ObjectIdentifier(library.main.file)] = main
        orders[ObjectIdentifier(library.main.file)] = 0
    }

    /// What stands in `place` was written in this file: a part of another one may have been put into it.
    func file(of place: Place) -> DescriptionFile {
        bySource[ObjectIdentifier(place.node.location.file)] ?? (byKey[place.pointer.file] ?? nil) ?? main
    }

    /// The order in which a file was read, for sorting.
    func order(of source: SourceFile) -> Int { orders[ObjectIdentifier(source)] ?? all.count }

    /// The place that an identifier names in any file that was read.
    func place(identifier: String) -> Place? {
        while indexedCount < identified.count {
            resources.merge(identified[indexedCount].identifiers.resources) { first, _ in first }
            indexedCount += 1
        }
        return resources[identifier]
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
        // One file is one, by whatever path or link a reference leads to it.
        if let document, let same = bySource[ObjectIdentifier(document.file)] {
            byKey[key] = same
            return same
        }
        let file = document.map { DescriptionFile(at: key, document: $0) }
        byKey[key] = .some(file)
        guard let file else { return nil }
        byKey[file.key] = file
        bySource[ObjectIdentifier(file.document.file)] = file
        orders[ObjectIdentifier(file.document.file)] = all.count
        all.append(file)
        if file.hasIdentifiers { identified.append(file) }
        return file
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
        if FilePath.hasScheme(decoded), !FilePath.isURL(decoded) {
            error(
                "unsupported-reference", "the reference \(VisibleText.quoted(text)) names nothing that was read", at: reference,
                hint: "give a schema this `$id`, or refer to a file by a path from this one")
            return nil
        }
        let isInRemote = FilePath.isURL(base.file.address)
        if FilePath.isAbsolute(decoded), !isInRemote {
            error(
                "unsupported-reference", "the reference \(VisibleText.quoted(text)) begins at the root of the disk",
                at: reference,
                hint: "write the path from the file that it stands in, such as `./models/\(FilePath.baseName(of: decoded)).yaml`")
            return nil
        }
        // A URL is asked for as it is written; the name of a file on the disk is not encoded.
        let isRemote = isInRemote || FilePath.isURL(uri)
        // An identifier that is a path is one from the main document's folder, as the keys of files are.
        let folder = isInRemote ? nil : base.identifier.flatMap { FilePath.hasScheme($0) ? nil : $0 }
        let key =
            (isInRemote ? nil : localKey(for: decoded))
            ?? FilePath.resolved(isRemote ? uri : decoded, against: folder ?? base.file.address)
        return file(at: key, of: text, at: reference).map { ReferenceBase(file: $0, root: $0.rootPlace, identifier: nil) }
    }

    /// A URL in the folder that `$self` places this file in means the file beside it.
    private func localKey(for url: String) -> String? {
        guard FilePath.isURL(url), let own = files.main.identifiers.identifierByPointer[Pointer()] else { return nil }
        let folder = FilePath.folder(of: own)
        guard FilePath.isURL(own), url.hasPrefix(folder) else { return nil }
        return FilePath.normalized(String(url.dropFirst(folder.count)))
    }

    /// From where a reference counts: the innermost `$id` around it, or the file that it is written in.
    func base(of place: Place) -> ReferenceBase {
        let file = files.file(of: place)
        let identifiers = file.identifiers.identifierByPointer
        var root = file.rootPlace
        if !identifiers.isEmpty, file.key == place.pointer.file,
            let around = sequence(first: place.pointer, next: \.parent).first(where: { identifiers[$0] != nil }),
            case let (found, left) = root.walked(around.tokens), left.isEmpty
        {
            root = found
        }
        return ReferenceBase(file: file, root: root, identifier: identifiers[root.pointer])
    }

    private func file(at key: String, of text: String, at reference: Place) -> DescriptionFile? {
        guard files.knows(key) || files.openings < DescriptionFiles.openingsMax else {
            error(
                "too-deep", "references in place of whole mappings lead through more than \(DescriptionFiles.openingsMax) files",
                at: reference, hint: "refer to whole objects, or write the entries out")
            return nil
        }
        let countBefore = files.all.count
        let file = files.file(at: key) { answer in
            switch answer {
            case .found(let document, let diagnostics):
                log.add(diagnostics)
                return document
            case .unreadable(let diagnostics): log.add(diagnostics)
            case .missing, .outside, .refused, .notAllowed, .tooMany: break
            }
            return nil
        }
        if let file {
            if files.all.count > countBefore {
                guard checkExtent(of: file) else { return nil }
                files.openings += 1
                defer { files.openings -= 1 }
                convertFragment(file)
                if files.waiting == nil { transclude(in: file) } else { files.waiting?.append(file) }
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
                "external-reference", "the reference \(quoted) leads to the network, and fetching is off", at: reference,
                hint: "pass --allow-remote to fetch it, or keep a copy beside the document")
        case .outside:
            error(
                "outside-reference", "the reference \(quoted) leads out of the document's folder, and is not followed",
                at: reference,
                hint: "pass --allow-outside with the folder if its files shall be read, or keep a copy beside the document")
        case .refused(let reason): error(reason.code, reason.message, at: reference, hint: reason.hint)
        case .tooMany(let limit):
            error(
                "too-many-files", "\(quoted) is not read: the description has \(limit), which is the most", at: reference,
                hint: "describe less at once")
        case .found, .unreadable:
            error("unreadable-reference", "what \(quoted) leads to can't be read", at: reference, hint: "mend that file")
        }
    }
}
