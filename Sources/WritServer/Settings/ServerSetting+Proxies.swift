// Settings of who is believed: proxies and balancers in front of the server.

internal import WritEngine
internal import WritRuntime
internal import WritWire

extension ServerSetting {
    static let proxies: [ServerSetting] = [
        networks(
            "trusted-proxies",
            "Networks whose proxies are believed when they tell for whom they ask, such as 10.0.0.0/8,fd00::/8,unix:.",
            get: { $0.trustedProxies.networks }, set: { $0.trustedProxies.networks = $1 }),
        .choice(
            "forwarded-fields", "CHOICE", \.trustedProxies.fields, [("x-forwarded", .xForwarded), ("forwarded", .forwarded)],
            "The fields that these proxies fill in: X-Forwarded-For and its like, or Forwarded (RFC 7239)."),
        .choice(
            "request-id-source", "CHOICE", \.requestIDSource,
            [("everybody", .everybody), ("trusted-proxies", .trustedProxies), ("server", .server)],
            "Whose X-Request-Id is kept; others' requests get an id of the server's."),
        networks(
            "proxy-protocol", "The networks of balancers whose connections begin with a header of the PROXY protocol.",
            get: { $0.listening.proxyProtocol?.networks ?? [] },
            set: { configuration, networks in
                let addresses = configuration.listening.proxyProtocol?.addresses
                configuration.listening.proxyProtocol = networks.isEmpty ? nil : ProxyProtocol(from: networks, at: addresses)
            }),
    ]

    /// A list of networks, or `none`.
    private static func networks(
        _ name: String, _ sentence: String, get: @escaping @Sendable (ServerConfiguration) -> [NetworkAddressRange],
        set: @escaping @Sendable (inout ServerConfiguration, [NetworkAddressRange]) -> Void
    ) -> ServerSetting {
        var description = SettingDescription(name, value: "NETWORKS", sentence)
        description.isList = true
        return ServerSetting(description) { text, configuration throws(SettingFault) in
            var networks: [NetworkAddressRange] = []
            for part in text == SettingText.none ? [] : text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let network = NetworkAddressRange(String(part)) else {
                    throw SettingFault(
                        "\"\(SettingText.shown(String(part)))\" is no network; 10.0.0.0/8, fd00::/8, 192.0.2.1 and unix: are")
                }
                networks.append(network)
            }
            set(&configuration, networks)
        } show: { configuration in
            let networks = get(configuration)
            return networks.isEmpty ? SettingText.none : networks.map(\.description).joined(separator: ",")
        }
    }
}
