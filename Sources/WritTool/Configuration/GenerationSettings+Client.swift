// The typed client that is generated beside a server.

internal import ArgumentParser
internal import WritEmitter

extension GenerationSettings {
    /// What the client is made with; nil where none is asked for.
    func clientOptions(besides output: String) throws -> ClientOptions? {
        guard client != nil else { return nil }
        if codecs == .served {
            throw ValidationError(
                "A client reads what the server writes: it needs models with all readers and writers, --codecs both.")
        }
        guard let module = module ?? Self.module(of: output) else {
            throw ValidationError(
                "A client imports the module of the generated code: name it with --module, or `module` in \(ConfigurationFile.name)."
            )
        }
        return ClientOptions(module: module)
    }

    /// Swift packages have the sources of each module in a folder of its name.
    static func module(of output: String) -> String? {
        let folders = output.split(separator: "/")
        guard let sources = folders.lastIndex(of: "Sources"), sources + 1 < folders.count else { return nil }
        return String(folders[sources + 1])
    }
}
