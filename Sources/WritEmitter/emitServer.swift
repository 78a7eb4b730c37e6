// The generated files, in the order in which they are printed.

package import WritContract

/// What the person who generates chooses.
package struct EmitterOptions: Sendable {
    package enum Access: String, Sendable, CaseIterable {
        case `public`, package, `internal`
    }

    /// What structs conform to besides `Sendable`. Each costs compile time for every type: see Benchmarks.md.
    package enum Conformance: String, Sendable, CaseIterable {
        case sendable, equatable, hashable
    }

    /// Which readers and writers models have.
    package enum Codecs: String, Sendable, CaseIterable {
        /// All: each model goes from JSON and to JSON, wherever that is.
        case both
        /// Those that requests are read with and answers are written with.
        case served
    }

    package var access: Access
    package var conformance: Conformance
    package var codecs: Codecs
    /// The tool's version, for the head of each file.
    package var toolVersion: String

    package init(
        access: Access = .internal, conformance: Conformance = .sendable, codecs: Codecs = .both, toolVersion: String
    ) {
        self.access = access
        self.conformance = conformance
        self.codecs = codecs
        self.toolVersion = toolVersion
    }
}

package struct GeneratedFile: Sendable, Equatable {
    /// Below the output folder, with slashes.
    package var path: String
    package var text: String

    /// The folders below the output folder that generated files stand in, besides that itself.
    package static let folders = [modelsFolder, operationsFolder, sharedFolder]
    static let modelsFolder = "Models"
    static let operationsFolder = "Operations"
    static let sharedFolder = "Shared"
}

/// The Swift code of a contract. The same contract gives the same bytes.
package func emitServer(_ contract: Contract, options: EmitterOptions) -> [GeneratedFile] {
    let emitter = Emitter(contract, options)
    var files: [GeneratedFile] = []
    files.append(emitter.emitAPI())
    files += emitter.emitHandlers()
    files += emitter.emitSecurity()
    files += emitter.emitOperations()
    files += emitter.emitModels()
    files += emitter.emitShared()
    if !contract.patterns.patterns.isEmpty { files.append(emitter.emitPatterns()) }
    if !contract.rules.lines.isEmpty { files.append(emitter.emitRules()) }
    files.append(emitter.emitDocument())
    return files
}
