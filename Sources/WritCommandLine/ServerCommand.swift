// The program around a server: what a command line can ask of it.

internal import WritEngine
public import WritRuntime
public import WritServer

/// A server as a program that is run, stopped, restarted and asked how it is; the last line of its main file.
///
///     await ServerCommand { _ in api }.main()
///
/// Its verbs are `run`, which is meant where none is said, `run -d`, `stop`, `restart`, `status` and `reload`; `--help` lists them and
/// all settings. The article "Running and restarting" of
/// `WritServer` tells more.
public struct ServerCommand<API: WritAPI>: Sendable {
    let name: String
    let version: String
    let configuration: ServerConfiguration
    let settings: [CommandSetting]
    let middleware: [any Middleware]
    let errors: [ErrorMapping]
    let onStart: @Sendable ([String]) -> Void
    let onReload: @Sendable (CommandValues) -> Void
    let makeAPI: @Sendable (CommandValues) throws -> API

    /// A command that does nothing before its `main`.
    ///
    /// - Parameters:
    ///   - name: What it is called in messages and in the names of its files; nil: as its program.
    ///   - version: What `--version` tells.
    ///   - configuration: The settings that hold where nobody gives others.
    ///   - settings: Settings of the application.
    ///   - middleware: What surrounds the handlers, the outermost first.
    ///   - errors: What the application's own errors are answered with, as for `APIServer`.
    ///   - onStart: Called with the addresses when requests are taken.
    ///   - onReload: Called when settings have been read again, with what they are now.
    ///   - makeAPI: Makes the handlers. What it throws is told in a sentence, and the server doesn't start.
    public init(
        _ name: String? = nil, version: String = "0", configuration: ServerConfiguration = ServerConfiguration(),
        settings: [CommandSetting] = [], middleware: [any Middleware] = [], errors: [ErrorMapping] = [],
        onStart: @escaping @Sendable ([String]) -> Void = { _ in },
        onReload: @escaping @Sendable (CommandValues) -> Void = { _ in },
        makeAPI: @escaping @Sendable (CommandValues) throws -> API
    ) {
        self.name = name ?? CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "server"
        self.version = version
        self.configuration = configuration
        self.settings = settings
        self.middleware = middleware
        self.errors = errors
        self.onStart = onStart
        self.onReload = onReload
        self.makeAPI = makeAPI
    }

    /// Does what the command line asks for, and ends the process with a status that says how that went: 0 where it went well,
    /// 1 where it didn't, 2 for a command line that is not understood, 4 for a right that is missing, 6 for wrong settings, 7 where no
    /// server runs. `status` has those of the Linux Standard Base: 0 for a server that runs, 1 for one that died, 3 for none.
    public func main() async -> Never {
        do throws(CommandFailure) {
            let invocation = try Invocation(CommandLine.arguments.dropFirst())
            switch invocation.verb {
            case .run where invocation.isDaemon: try start(invocation)
            case .run: try await run(invocation)
            case .stop: try stop(invocation)
            case .restart: try restart(invocation)
            case .status: exitProcess(try status(invocation))
            case .reload: try reload(invocation)
            case .help: print(help, terminator: "")
            case .version: print("\(name) \(version)")
            }
        } catch {
            for sentence in error.sentences { LogQueue.standardError.add("\(name): \(sentence)\n") }
            exitProcess(error.status)
        }
        exitProcess(0)
    }

    /// What the command line, the environment and the file give; all that is wrong with it at once.
    func given(_ arguments: [String]) throws(CommandFailure) -> (CommandValues, ServerConfiguration, notes: [String]) {
        var given = GivenSettings(
            ServerSetting.all.map(\.description) + CommandFiles.settings + settings.map(\.description), arguments: arguments,
            environment: Environment.all)
        var configuration = configuration
        given.apply(to: &configuration)
        guard given.faults.isEmpty else { throw CommandFailure(given.faults, status: .notConfigured) }
        return (CommandValues(given), configuration, given.notes)
    }

    private var help: String {
        let own = CommandFiles.settings + [GivenSettings.fileSetting]
        return """
            \(name) \(version)

            usage: \(name) [VERB] [SETTINGS]

              run        serve until told to end; what is meant without a verb
              run -d     serve in the background; returns when requests are taken
              stop       end the server, and wait until what runs is answered
              restart    put a new server in the place of the one that runs, which goes on where the new one doesn't start
              status     tell whether one runs, since when, and how it is
              reload     have it read the log's level again and open its log file anew, as SIGHUP does
              --help, --version

            Each setting is a flag, a variable of the environment (--idle-timeout is WRIT_IDLE_TIMEOUT) and a key of the file that
            --config names. Values in brackets are those without it.


            """
                + (settings.isEmpty
                    ? "" : SettingsList.text("Of this application", settings.map { ($0.description, $0.shownDefault) }) + "\n")
                + SettingsList.text("Files of the server", own.map { ($0, "") }) + "\n"
                + SettingsList.groups(configuration).map { SettingsList.text($0.title, $0.entries) }.joined(separator: "\n")
    }
}
