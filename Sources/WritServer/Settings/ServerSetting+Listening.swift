// Settings of where a server listens, and of its sockets.

internal import WritEngine

extension ServerSetting {
    static let listening: [ServerSetting] = [
        host, port, addresses, unixMode,
        .count("backlog", \.listening.backlog, in: 1...65_535, "Connections that the system keeps waiting for each loop."),
        .flag("take-over", \.listening.takesOver, "Take over the listening sockets of an instance of this program that runs."),
        .flag("hands-over", \.listening.handsOver, "Let the next instance of this program take over the listening sockets."),
    ]

    static let sockets: [ServerSetting] = [
        .flag("no-delay", \.listening.socket.noDelay, "Send at once what is written (TCP_NODELAY)."),
        .time(
            "fin-wait", \.listening.socket.finWait, in: .seconds(1)...(.seconds(600)),
            "How long the system remembers a closed connection whose client doesn't end its side (TCP_LINGER2)."),
        .count("time-to-live", \.listening.socket.timeToLive, in: 1...255, "Routers that a packet may pass (IP_TTL)."),
        .bytes(
            "send-buffer-bytes", \.listening.socket.sendBufferBytes, in: 4096...(1 << 30),
            "What the system keeps of what is on its way to a client (SO_SNDBUF)."),
        .bytes(
            "receive-buffer-bytes", \.listening.socket.receiveBufferBytes, in: 4096...(1 << 30),
            "What the system keeps of what a client has sent (SO_RCVBUF)."),
        .time(
            "defer-accept", \.listening.socket.deferAccept, in: .seconds(1)...(.seconds(600)),
            "Take a connection when its first bytes are there, or after that time (TCP_DEFER_ACCEPT)."),
        .time(
            "keep-alive-after", \.listening.socket.keepAliveAfter, in: .seconds(1)...(.seconds(32_767)),
            "Silence after which the system asks whether the client is still there (TCP_KEEPIDLE)."),
        .time(
            "keep-alive-interval", \.listening.socket.keepAliveInterval, in: .seconds(1)...(.seconds(32_767)),
            "The time between two such questions (TCP_KEEPINTVL)."),
        .count(
            "keep-alive-count", \.listening.socket.keepAliveCount, in: 1...127,
            "Questions without an answer that end a connection (TCP_KEEPCNT)."),
    ]

    private static let host = ServerSetting(
        SettingDescription("host", value: "HOST", "A host name or an IP address; 0.0.0.0 or :: for all of the machine's.")
    ) { text, configuration throws(SettingFault) in
        guard !text.isEmpty else { throw SettingFault("a host name or an IP address is missing") }
        set(&configuration) { $0 = (text, $0.port) }
    } show: {
        first($0).host
    }

    private static let port = ServerSetting(
        {
            var port = SettingDescription(
                "port", value: "NUMBER", "The TCP port; 0 for one that the system chooses.", variables: ["WRIT_PORT", "PORT"])
            port.range = SettingText.range(0...65_535, SettingNumber.self)
            return port
        }()
    ) { text, configuration throws(SettingFault) in
        let number = try SettingText.read(text, SettingNumber.self, 0...65_535)
        set(&configuration) { $0 = ($0.host, number) }
    } show: {
        "\(first($0).port)"
    }

    private static let addresses = ServerSetting(
        {
            var address = SettingDescription(
                "address", value: "ADDRESS",
                "Where to listen instead of host and port: 127.0.0.1:80, [::1]:80, unix:PATH, or systemd for its sockets.",
                variables: ["WRIT_ADDRESS"])
            address.isList = true
            address.otherFlags = [("unix", "unix:"), ("systemd", "systemd")]
            return address
        }()
    ) { text, configuration throws(SettingFault) in
        var addresses: [ListenAddress] = []
        for part in text.split(separator: ",") { addresses.append(try ListenAddress(setting: String(part))) }
        guard !addresses.isEmpty else { throw SettingFault("an address is missing") }
        configuration.listening.addresses = addresses
    } show: {
        $0.listening.addresses.map(\.setting).joined(separator: ",")
    }

    private static let unixMode = ServerSetting(
        SettingDescription("unix-mode", value: "MODE", "Who may connect to the Unix sockets, as for chmod, such as 660.")
    ) { text, configuration throws(SettingFault) in
        let mode = UInt32(text, radix: 8)
        guard text == SettingText.none || mode.map({ $0 <= 0o777 }) == true else {
            throw SettingFault("\"\(SettingText.shown(text))\" is no mode from 0 to 777, or none")
        }
        configuration.listening.addresses = configuration.listening.addresses.map { address in
            if case .unix(let path, _) = address { .unix(path: path, mode: mode) } else { address }
        }
    } show: { configuration in
        for case .unix(_, let mode?) in configuration.listening.addresses { return String(mode, radix: 8) }
        return SettingText.none
    }

    private static func first(_ configuration: ServerConfiguration) -> (host: String, port: Int) {
        for case .tcp(let host, let port) in configuration.listening.addresses { return (host, port) }
        return ("127.0.0.1", 8080)
    }

    /// Changes all TCP addresses; makes one where there is none.
    private static func set(_ configuration: inout ServerConfiguration, _ change: (inout (host: String, port: Int)) -> Void) {
        var isSet = false
        for (index, address) in configuration.listening.addresses.enumerated() {
            guard case .tcp(var host, var port) = address else { continue }
            var place = (host: host, port: port)
            change(&place)
            (host, port) = place
            configuration.listening.addresses[index] = .tcp(host: host, port: port)
            isSet = true
        }
        guard !isSet else { return }
        var place = first(configuration)
        change(&place)
        configuration.listening.addresses.append(.tcp(host: place.host, port: place.port))
    }
}

extension ListenAddress {
    /// An address as settings have it.
    init(setting text: String) throws(SettingFault) {
        if text == "systemd" {
            self = .passed
        } else if text.hasPrefix("unix:") {
            guard text.utf8.count > 5 else { throw SettingFault("\"unix:\" has no path behind it") }
            self = .unix(path: String(text.dropFirst(5)))
        } else {
            guard let colon = text.lastIndex(of: ":"), let port = SettingNumber.value(String(text[text.index(after: colon)...])),
                port <= 65_535, colon != text.startIndex
            else {
                throw SettingFault(
                    "\"\(SettingText.shown(text))\" is no address; 127.0.0.1:80, [::1]:80, unix:PATH and systemd are addresses")
            }
            let host = text[..<colon]
            self = .tcp(host: String(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host), port: port)
        }
    }

    /// The address as settings have it.
    var setting: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path, _): "unix:\(path)"
        case .passed: "systemd"
        case .descriptor(let number): "descriptor \(number)"
        }
    }
}
