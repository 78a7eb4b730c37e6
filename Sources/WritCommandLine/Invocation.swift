// What a command line asks for.

/// What is to be done.
enum Verb: String, CaseIterable {
    case run, stop, restart, status, reload, help, version
}

/// A verb, and the settings behind it.
struct Invocation {
    var verb = Verb.run
    /// Whether the server goes on in the background.
    private(set) var isDaemon = false
    /// The descriptor at which the one who started this process in the background hears whether it serves.
    private(set) var readyDescriptor: Int32?
    /// Everything else.
    private(set) var settings: [String] = []

    private static let readyFlag = "--ready-descriptor="

    init(_ arguments: some Sequence<String>) throws(CommandFailure) {
        for (index, argument) in arguments.enumerated() {
            switch argument {
            case "--help", "-h": verb = .help
            case "--version": verb = .version
            case "-d", "--daemon": isDaemon = true
            case _ where argument.hasPrefix(Self.readyFlag): readyDescriptor = Int32(argument.dropFirst(Self.readyFlag.count))
            case _ where index == 0 && !argument.hasPrefix("-"):
                guard let verb = Verb(rawValue: argument) else {
                    let verbs = Verb.allCases.map(\.rawValue).joined(separator: ", ")
                    throw CommandFailure("There is no verb \"\(argument)\": \(verbs) are.", status: .notUnderstood)
                }
                self.verb = verb
            default: settings.append(argument)
            }
        }
        if isDaemon, verb != .run { throw CommandFailure("-d goes with run alone.", status: .notUnderstood) }
    }

    /// The arguments of a server's process that tells `readyDescriptor` when it serves.
    static func background(_ settings: [String], readyDescriptor: Int32) -> [String] {
        [Verb.run.rawValue, "\(readyFlag)\(readyDescriptor)"] + settings
    }
}
