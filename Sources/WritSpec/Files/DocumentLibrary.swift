// The files of one description: the document itself, and those that its references lead to, each read once.

/// Reads further files when they are asked for, and keeps them.
package final class DocumentLibrary {
    /// Reads the file at a path, or the text at a URL.
    package typealias Load = (String) -> (Document?, [Diagnostic])

    /// What asking for a file comes to.
    package enum Answer {
        /// With what was found wrong in it, the first time that it is asked for.
        case found(Document, [Diagnostic])
        case missing
        /// It is there, and can't be read: why, the first time that it is asked for.
        case unreadable([Diagnostic])
        /// The network may not be asked.
        case notAllowed
        case tooMany(limit: Int)
    }

    package let main: Document
    private let load: Load
    private let loadRemote: Load?
    private let filesMax: Int
    private let bytesMax: Int
    private var documents: [String: Document] = [:]
    /// What could not be read, with whether it is not there at all.
    private var failures: [String: Answer] = [:]
    private var bytesRead = 0

    /// - Parameters:
    ///   - load: opens a file beside the document; by its path, made from the document's own.
    ///   - loadRemote: fetches a URL; nil where the network shall not be asked.
    package init(
        main: Document, filesMax: Int = 20_000, bytesMax: Int = 256 << 20, load: @escaping Load = { loadDocument(path: $0) },
        loadRemote: Load? = nil
    ) {
        self.main = main
        self.load = load
        self.loadRemote = loadRemote
        self.filesMax = filesMax
        self.bytesMax = bytesMax
    }

    /// The files that references have led to, by their paths from the folder of the main document.
    package var localDocuments: [(key: String, document: Document)] {
        documents.filter { !FilePath.isURL($0.key) }.sorted { $0.key < $1.key }.map { (key: $0.key, document: $0.value) }
    }

    /// - Parameter key: a path from the folder of the main document, as `FilePath.resolved` makes it, or a URL.
    package func document(at key: String) -> Answer {
        if let known = documents[key] { return .found(known, []) }
        if let known = failures[key] { return known }
        guard documents.count < filesMax, bytesRead <= bytesMax else { return .tooMany(limit: filesMax) }
        let isRemote = FilePath.isURL(key)
        guard !isRemote || loadRemote != nil else { return .notAllowed }
        let (document, diagnostics) =
            isRemote ? loadRemote?(key) ?? (nil, []) : load(FilePath.path(of: key, beside: main.file.path))
        if let document {
            documents[key] = document
            bytesRead += document.file.bytes.count
            return .found(document, diagnostics)
        }
        let isMissing = diagnostics.contains { $0.code == "file-missing" }
        failures[key] = isMissing ? .missing : .unreadable([])
        return isMissing ? .missing : .unreadable(diagnostics)
    }
}
