// The files of one description: the document itself, and those that its references lead to, each read once.

/// Why a reference's file is not there to be read.
package enum LoadFailure: Error {
    case missing
    case outside
    /// Told at each reference, in these words.
    case refused(Diagnostic)

    package init(_ failure: FileFailure, path: String) {
        switch failure {
        case .missing: self = .missing
        case .outside: self = .outside
        default: self = .refused(failure.diagnostic(path: path))
        }
    }
}

/// The most that all files of a description together may ask for, the main document not counted.
package struct LibraryLimits: Sendable {
    package var filesMax = 20_000
    package var bytesMax = 256 << 20
    /// Values after aliases are replaced by what they name.
    package var nodesMax = 4_000_000

    package init() {}
}

/// Reads further files when they are asked for, and keeps them.
package final class DocumentLibrary {
    /// Reads the file at a path, or the text at a URL, of at most so many bytes.
    package typealias Load = (_ path: String, _ bytesMax: Int) -> Result<LoadedFile, LoadFailure>

    /// What asking for a file comes to.
    package enum Answer {
        /// With what was found wrong in it, the first time that it is asked for.
        case found(Document, [Diagnostic])
        case missing
        /// It is outside the folders that may be read.
        case outside
        /// It was read, and is no document: why, the first time that it is asked for.
        case unreadable([Diagnostic])
        /// It is not read, in these words.
        case refused(Diagnostic)
        /// The network may not be asked.
        case notAllowed
        /// The description has more than that already.
        case tooMany(String)
    }

    package let main: Document
    private let load: Load
    private let loadRemote: Load?
    private let options: ReadingOptions
    private let limits: LibraryLimits
    private var documents: [String: Document] = [:]
    private var byRealPath: [String: Document] = [:]
    /// What could not be read.
    private var failures: [String: Answer] = [:]
    private var (filesRead, bytesRead, nodesRead) = (0, 0, 0)

    /// - Parameters:
    ///   - load: reads a file beside the document, by its path, made from the document's own. Files of the document's
    ///     folder, and no others, where it is left out.
    ///   - loadRemote: fetches a URL; nil where the network shall not be asked.
    package init(
        main: Document, options: ReadingOptions = ReadingOptions(), limits: LibraryLimits = LibraryLimits(),
        load: Load? = nil, loadRemote: Load? = nil
    ) {
        self.main = main
        self.options = options
        self.limits = limits
        self.load = load ?? Self.files(within: ReadableFolders([FilePath.folder(of: main.file.path)]))
        self.loadRemote = loadRemote
        if load == nil { noteMain() }
    }

    /// The main document with files of its folder and of others.
    package convenience init(
        main: Document, options: ReadingOptions, outside: [String], loadRemote: Load?
    ) {
        let folders = ReadableFolders([FilePath.folder(of: main.file.path)] + outside)
        self.init(main: main, options: options, load: Self.files(within: folders), loadRemote: loadRemote)
        noteMain()
    }

    /// Loads files of these folders.
    package static func files(within folders: ReadableFolders) -> Load {
        { path, bytesMax in
            do throws(FileFailure) { return .success(try folders.read(path, bytesMax: bytesMax)) } catch {
                return .failure(LoadFailure(error, path: path))
            }
        }
    }

    /// By a link a reference may lead back to the main document.
    private func noteMain() {
        if let path = ReadableFolders.realPath(main.file.path) { byRealPath[path] = main }
    }

    /// - Parameter key: a path from the folder of the main document, as `FilePath.resolved` makes it, or a URL.
    package func document(at key: String) -> Answer {
        if let known = documents[key] { return .found(known, []) }
        if let known = failures[key] { return known }
        if let excess { return .tooMany(excess) }
        let isRemote = FilePath.isURL(key)
        let name = ExactText.written(key)
        guard !isRemote || loadRemote != nil else { return .notAllowed }
        let bytesMax = min(options.limits.documentBytesMax, limits.bytesMax - bytesRead)
        filesRead += 1
        let loaded =
            isRemote
            ? loadRemote?(name, bytesMax) ?? .failure(.missing) : load(FilePath.path(of: name, beside: main.file.path), bytesMax)
        switch loaded {
        case .success(let file): return read(file, key)
        case .failure(let failure):
            let answer: Answer =
                switch failure {
                case .missing: .missing
                case .outside: .outside
                case .refused(let reason): .refused(reason)
                }
            failures[key] = answer
            return answer
        }
    }

    private func read(_ file: LoadedFile, _ key: String) -> Answer {
        bytesRead += file.bytes.count
        if let path = file.realPath, let known = byRealPath[path] {
            documents[key] = known
            return .found(known, [])
        }
        let (document, diagnostics) = readDocument(path: file.path, bytes: file.bytes, options: options)
        guard let document else {
            failures[key] = .unreadable([])
            return .unreadable(diagnostics)
        }
        nodesRead += document.root.size(upTo: limits.nodesMax).nodes
        documents[key] = document
        if let path = file.realPath { byRealPath[path] = document }
        return .found(document, diagnostics)
    }

    /// What the description has too much of.
    private var excess: String? {
        if filesRead >= limits.filesMax { return "\(limits.filesMax) files" }
        if bytesRead >= limits.bytesMax { return "\(limits.bytesMax) bytes in its files together" }
        if nodesRead >= limits.nodesMax { return "\(limits.nodesMax) values in its files together" }
        return nil
    }
}
