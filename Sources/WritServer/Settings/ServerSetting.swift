// A setting of the server: how a text becomes its value, and its value a text.

/// A row of the table of settings.
package struct ServerSetting: Sendable {
    package var description: SettingDescription
    /// Puts the value of a text into a configuration; says what is wrong with the text where that can't be.
    package let apply: @Sendable (_ text: String, inout ServerConfiguration) throws(SettingFault) -> Void
    /// The value that a configuration has, as `apply` reads it.
    package let show: @Sendable (ServerConfiguration) -> String

    package init(
        _ description: SettingDescription,
        apply: @escaping @Sendable (String, inout ServerConfiguration) throws(SettingFault) -> Void,
        show: @escaping @Sendable (ServerConfiguration) -> String
    ) {
        self.description = description
        self.apply = apply
        self.show = show
    }
}

/// What is wrong with the text of a setting; the end of a sentence whose beginning says where the text comes from.
package struct SettingFault: Error {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// Settings that are told of together.
package struct SettingGroup: Sendable {
    package let title: String
    package let settings: [ServerSetting]
}

extension ServerSetting {
    /// The table of all settings, in the order in which they are applied and listed. A new one is one more line in one of these.
    package static let groups: [SettingGroup] = [
        SettingGroup(title: "Where it listens", settings: listening),
        SettingGroup(title: "Whom it believes", settings: proxies),
        SettingGroup(title: "What it shows", settings: showing),
        SettingGroup(title: "How it runs and ends", settings: running),
        SettingGroup(title: "Sizes and counts", settings: sizes),
        SettingGroup(title: "Times", settings: times),
        SettingGroup(title: "WebSockets", settings: webSockets),
        SettingGroup(title: "TCP sockets", settings: sockets),
    ]

    /// All of them.
    package static let all = groups.flatMap(\.settings)
}
