// What is known of a setting before anybody gives it a value: enough to find it, to explain it and to list it.

/// A setting by its one name. On the command line it is `--idle-timeout`, in the environment `WRIT_IDLE_TIMEOUT`, in a file
/// `"idle-timeout"`.
package struct SettingDescription: Sendable {
    package let name: String
    /// What stands for its value in lists, such as `TIME`; empty for one that is on or off.
    package let value: String
    /// One sentence about it.
    package let sentence: String
    /// The values that it takes, in words; empty where any text will do.
    package var range = ""
    /// The variables of the environment that set it, the one that counts first in front.
    package var variables: [String]
    /// Whether the value may be left out on the command line, which is `true` then.
    package var isSwitch: Bool { value.isEmpty }
    /// Whether several values make a list: the flag may be repeated, and commas part the values of a text.
    package var isList = false
    /// Whether the value may never be shown. It is no flag, since command lines are seen by everybody; the flag, the variable and
    /// the key of the name with `-file` behind it name a file that has it.
    package var isSecret = false
    /// Other flags, and what stands for each in front of its value: `--unix PATH` is `--address unix:PATH`. One that ends in no
    /// colon has no value.
    package var otherFlags: [(flag: String, prefix: String)] = []

    package init(_ name: String, value: String, _ sentence: String, variables: [String]? = nil) {
        self.name = name
        self.value = value
        self.sentence = sentence
        self.variables = variables ?? ["WRIT_" + Self.variable(name)]
    }

    /// `idle-timeout` as `IDLE_TIMEOUT`.
    package static func variable(_ name: String) -> String {
        String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }
}
