// What settings of an application are.

internal import WritServer

/// What settings of an application are, for the closure that makes its handlers.
///
///     await ServerCommand(version: "1.0.0", configuration: configuration, settings: [staffKey]) { values in
///         petstore(staffKey: values[staffKey] ?? "")
///     }.main()
public struct CommandValues: Sendable {
    private let given: GivenSettings

    init(_ given: GivenSettings) { self.given = given }

    /// The text of a setting: the one that was given, else its default.
    public subscript(setting: CommandSetting) -> String? { text(setting.description.name) ?? setting.defaultText }

    func text(_ name: String) -> String? { given.text(name) }
}
