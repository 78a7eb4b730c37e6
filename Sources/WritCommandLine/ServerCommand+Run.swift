// The verb `run`: a server that serves until it is told to end.

import Glibc
internal import Logging
internal import WritEngine
internal import WritServer

extension ServerCommand {
    /// Serves. Whoever started this process in the background hears when it does, or why it doesn't.
    func run(_ invocation: Invocation) async throws(CommandFailure) {
        let pipe = ReadyPipe(invocation.readyDescriptor)
        do throws(CommandFailure) {
            try await serve(invocation, pipe)
        } catch {
            for sentence in error.sentences.dropLast() { pipe?.add(sentence) }
            if let last = error.sentences.last { pipe?.tell(last) }
            throw error
        }
    }

    private func serve(_ invocation: Invocation, _ pipe: ReadyPipe?) async throws(CommandFailure) {
        var (values, configuration, notes) = try given(invocation.settings)
        let log = values.text("log-file").map { LogFile(path: $0) }
        try log?.open(alsoOutput: pipe != nil)
        let level = LogLevelSwitch(configuration.logger.logLevel)
        configuration.logger = level.logger(configuration.logger)
        for note in notes { configuration.logger.warning("\(note)") }
        let reloading = Reloading(
            settings: invocation.settings, configuration: configuration, level: level, log: log, isDaemon: pipe != nil)
        // At a terminal that goes away, a server in the foreground ends as other programs do.
        if pipe != nil || isatty(0) == 0 {
            do throws(EngineError) {
                try HangupSignal.listen { reload(reloading) }
            } catch { throw CommandFailure(error) }
        }
        // A server that takes over has the file of the one that runs once it serves.
        let takesOver = configuration.listening.takesOver
        let path = values.text("pid-file")
        let holder = PIDFileSlot(takesOver ? nil : try path.map { path throws(CommandFailure) in try PIDFile.acquire(path) })
        defer { holder.file?.remove() }
        configuration.onReadinessChange = { isReady in if !isReady { try? holder.file?.write(.draining) } }
        let logger = configuration.logger
        let api: API
        do { api = try makeAPI(values) } catch { throw CommandFailure(error) }
        let server = APIServer(api, configuration: configuration, middleware: middleware, errors: errors)
        do {
            try await server.run { addresses in
                holder.begin(takesOver ? path : nil, logger)
                onStart(addresses)
                pipe?.tell(ReadyPipe.ready + addresses.joined(separator: ", "))
            }
        } catch { throw CommandFailure(error) }
    }
}
