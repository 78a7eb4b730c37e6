// Why an engine can't start.

/// What went wrong when a server was started; `description` is a sentence for the terminal.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case unknownHost(String, reason: String)
    case invalidPort(Int)
    case cannotListen(host: String, port: Int, errorNumber: Int32)
    case systemCallFailed(name: String, errorNumber: Int32)
    case alreadyStarted

    public var description: String {
        switch self {
        case .unknownHost(let host, let reason): "The host \(host) is unknown: \(reason)."
        case .invalidPort(let port): "\(port) is not a port: ports go from 0 to 65535."
        case .cannotListen(let host, let port, let number):
            "Can't listen on \(host), port \(port): \(SystemError.text(number))."
        case .systemCallFailed(let name, let number): "\(name) failed: \(SystemError.text(number))."
        case .alreadyStarted: "The server has been started already."
        }
    }
}
