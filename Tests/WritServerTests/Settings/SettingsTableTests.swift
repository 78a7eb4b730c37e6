// The table of settings: complete, with defaults and ranges that it reads itself, and with a page that tells of it.

import Foundation
import Logging
import Testing
import WritEngine
import WritRuntime
import WritWire

@testable import WritServer

@Suite struct `The table of settings` {
    static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Docs/settings.md").standardized

    @Test func `is what the page of settings shows; GOLDEN=update writes it anew`() throws {
        var configuration = ServerConfiguration()
        configuration.logger.logLevel = .info
        let text = SettingsList.page(configuration)
        if ProcessInfo.processInfo.environment["GOLDEN"] == "update" { try Data(text.utf8).write(to: Self.page) }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text)
    }

    @Test func `has one row for each name`() {
        let names = ServerSetting.all.map(\.description.name)
        #expect(Set(names).count == names.count && names.count > 60)
        for name in names { #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(name)") }
        for setting in ServerSetting.all {
            #expect(setting.description.sentence.hasSuffix("."), "\(setting.description.name)")
            #expect(setting.description.variables.first?.hasPrefix("WRIT_") == true, "\(setting.description.name)")
        }
    }

    @Test(arguments: ServerSetting.all.map(\.description.name))
    func `reads what it shows`(name: String) throws {
        let setting = try #require(ServerSetting.all.first { $0.description.name == name })
        var configuration = ServerConfiguration(addresses: [.unix(path: "/run/a.sock", mode: 0o660)])
        let shown = setting.show(configuration)
        // Without a TCP address, host and port would make one.
        if name == "host" || name == "port" { configuration = ServerConfiguration() }
        try setting.apply(shown, &configuration)
        #expect(setting.show(configuration) == shown)
        var other = ServerConfiguration()
        let value = setting.show(other)
        try setting.apply(value, &other)
        #expect(setting.show(other) == value)
    }

    /// The properties of a type, as settings are named.
    private func names(_ value: Any) -> [String] {
        Mirror(reflecting: value).children.compactMap(\.label).map { label in
            label.drop { $0 == "_" }.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
        }
    }

    /// Properties whose settings are called otherwise, or that are the program's own; each with its reason in the name of the setting.
    private static let others: [String: String] = [
        "addresses": "address", "takes-over": "take-over", "count": "threads", "head": "head-bytes-max", "socket": "no-delay",
    ]

    @Test func `has a row for each property of the settings`() {
        let known = Set(ServerSetting.all.map(\.description.name))
        let groups: [Any] = [
            ServerLimits(), ShutdownSettings(), ListenSettings([]), LoopSettings(), SocketSettings(), HeadLimits(),
        ]
        // Whether signals end the server is for the program to say.
        let programs: Set = ["catches-signals"]
        for group in groups {
            for name in names(group) where !programs.contains(name) {
                #expect(known.contains(Self.others[name] ?? name), "\(type(of: group)).\(name) has no row")
            }
        }
        for name in names(FormLimits()) { #expect(known.contains("form-" + name), "FormLimits.\(name) has no row") }
    }

    @Test(arguments: [
        ("port", "0", "65535", "65536"), ("time-to-live", "1", "255", "256"), ("target-bytes-max", "1", "16MiB", "16777217"),
        ("keep-alive-count", "1", "127", "128"), ("threads", "1", "1024", "1025"), ("drain", "0", "24h", "86400001ms"),
        ("turn-time-max", "1us", "1m", "61s"), ("head-bytes-max", "64", "64MiB", "64MB1"), ("fin-wait", "1s", "10m", "999ms"),
    ])
    func `takes both ends of a range, and nothing beyond`(name: String, low: String, high: String, beyond: String) throws {
        let setting = try #require(ServerSetting.all.first { $0.description.name == name })
        var configuration = ServerConfiguration()
        try setting.apply(low, &configuration)
        try setting.apply(high, &configuration)
        #expect(setting.show(configuration) == high || name == "drain")
        #expect(throws: SettingFault.self) { try setting.apply(beyond, &configuration) }
        #expect(setting.show(configuration) == high || name == "drain")
    }
}

@Suite struct `Settings of proxies` {
    private func apply(_ name: String, _ text: String, to configuration: inout ServerConfiguration) throws {
        try #require(ServerSetting.all.first { $0.description.name == name }).apply(text, &configuration)
    }

    @Test func `say whose fields are believed, and which`() throws {
        var configuration = ServerConfiguration()
        try apply("trusted-proxies", "10.1.2.3/8,fd00::/8,unix:,192.0.2.1", to: &configuration)
        try apply("forwarded-fields", "forwarded", to: &configuration)
        try apply("request-id-source", "trusted-proxies", to: &configuration)
        #expect(
            configuration.trustedProxies == TrustedProxies(["10.0.0.0/8", "fd00::/8", "unix:", "192.0.2.1"], fields: .forwarded))
        #expect(configuration.requestIDSource == .trustedProxies)
        try apply("trusted-proxies", "none", to: &configuration)
        #expect(configuration.trustedProxies.networks == [])
    }

    @Test func `say whose connections begin with a header, at the listeners that the program names`() throws {
        var configuration = ServerConfiguration()
        configuration.listening.proxyProtocol = ProxyProtocol(from: ["10.0.0.0/8"], at: [.tcp(host: "127.0.0.1", port: 8443)])
        try apply("proxy-protocol", "192.0.2.0/24", to: &configuration)
        #expect(
            configuration.listening.proxyProtocol
                == ProxyProtocol(from: ["192.0.2.0/24"], at: [.tcp(host: "127.0.0.1", port: 8443)]))
        try apply("proxy-protocol", "none", to: &configuration)
        #expect(configuration.listening.proxyProtocol == nil)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/8,", "everybody", "10.0.0.0/8 ,10.0.0.1", "::/129", "*"])
    func `refuse what is no network`(text: String) {
        var configuration = ServerConfiguration()
        for name in ["trusted-proxies", "proxy-protocol"] {
            #expect(throws: SettingFault.self) { try apply(name, text, to: &configuration) }
        }
        #expect(configuration.trustedProxies == .none && configuration.listening.proxyProtocol == nil)
    }
}

@Suite struct `A setting's unit` {
    @Test(arguments: [
        ("0", Duration.zero), ("0s", .zero), ("250ms", .milliseconds(250)), ("1.5s", .milliseconds(1500)), ("2m", .seconds(120)),
        ("1h", .seconds(3600)), ("1d", .seconds(86_400)), ("90us", .microseconds(90)), ("0.0001s", .microseconds(100)),
    ])
    func `makes a time`(text: String, time: Duration) { #expect(SettingTime.value(text) == time) }

    @Test(arguments: ["", "s", "30", "-1s", "1 s", "1.s", ".5s", "1.2.3s", "1.00001s", "1w", "1S", "٣s", "+1s"])
    func `makes no time of anything else`(text: String) { #expect(SettingTime.value(text) == nil) }

    @Test(arguments: [
        ("0", 0), ("4096", 4096), ("1B", 1), ("64KiB", 65_536), ("64KB", 64_000), ("2MiB", 2 << 20), ("1GiB", 1 << 30),
        ("3TB", 3_000_000_000_000),
    ])
    func `makes a size`(text: String, size: Int) { #expect(SettingSize.value(text) == size) }

    @Test(arguments: ["", "KiB", "1.5MiB", "-1", "1 KB", "64K", "64kb", "0x10", "٣", "+1"])
    func `makes no size of anything else`(text: String) { #expect(SettingSize.value(text) == nil) }

    @Test func `never wraps around`() {
        #expect(SettingSize.value("9223372036854775807TiB") == .max)
        #expect(SettingSize.value("9223372036854775808") == nil)
        #expect(SettingTime.value("9223372036854775807d").map { $0 > .seconds(86_400) } == true)
        #expect(SettingTime.value("92233720368547758080s") == nil)
        for text in ["106751.9999d", "106751d", "9223372036854775807ns"] { #expect(SettingTime.value(text) != nil) }
    }

    @Test(arguments: [
        (Duration.zero, "0s"), (.milliseconds(250), "250ms"), (.seconds(90), "90s"), (.seconds(120), "2m"),
        (.seconds(86_400), "24h"),
        (.microseconds(1), "1us"),
    ])
    func `shows a time as short as it can be`(time: Duration, text: String) { #expect(SettingTime.text(time) == text) }
}
