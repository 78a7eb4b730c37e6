// Settings of an application, beside those of its server.

internal import WritServer

/// A setting of an application: a text that is given by a flag, a variable of the environment or a key of the settings' file.
///
///     let staffKey = CommandSetting.secret("staff-key", "The key of the staff, who may change pets.", default: "treats")
///
/// `greeting` is `--greeting`, `GREETING` and `{"greeting": "hello"}`.
public struct CommandSetting: Sendable {
    let description: SettingDescription
    let defaultText: String?

    /// A setting that everybody may see.
    ///
    /// - Parameters:
    ///   - name: Small letters, digits and hyphens.
    ///   - sentence: What `--help` says of it.
    ///   - default: Its value where nobody gives it.
    public init(_ name: String, _ sentence: String, default: String? = nil) {
        self.init(name, sentence, `default`, isSecret: false)
    }

    /// A setting that is never shown, and no flag: command lines are seen by everybody. The variable and the key of its name with
    /// `_FILE` and `-file` behind it, and the flag `--staff-key-file`, name a file with the text, which line feeds may end.
    public static func secret(_ name: String, _ sentence: String, default: String? = nil) -> CommandSetting {
        CommandSetting(name, sentence, `default`, isSecret: true)
    }

    private init(_ name: String, _ sentence: String, _ defaultText: String?, isSecret: Bool) {
        var description = SettingDescription(
            name, value: "TEXT", sentence, variables: [SettingDescription.variable(name)])
        description.isSecret = isSecret
        self.description = description
        self.defaultText = defaultText
    }

    /// The default for lists; nothing of a secret.
    var shownDefault: String { description.isSecret ? "" : defaultText ?? "" }
}
