// All settings as a list for people: of a terminal, and of a page.

/// Lists of settings with the values that they have where nobody gives them another.
package enum SettingsList {
    /// A setting and its value in words.
    package typealias Entry = (description: SettingDescription, value: String)

    /// Letters in front of the sentences.
    private static let column = 36

    /// The groups of the server's table.
    package static func groups(_ configuration: ServerConfiguration) -> [(title: String, entries: [Entry])] {
        ServerSetting.groups.map { group in
            (group.title, group.settings.map { ($0.description, $0.show(configuration)) })
        }
    }

    /// Lines for `--help`.
    package static func text(_ title: String, _ entries: [Entry]) -> String {
        entries.reduce("\(title):\n") { text, entry in
            let description = entry.description
            let name = description.name + (description.isSecret ? "-file" : "")
            let value = description.isSecret ? "PATH" : description.value
            let flag = "  --\(name)\(value.isEmpty ? "" : " \(value)")"
            let gap = String(repeating: " ", count: max(column - flag.count, 0))
            let begin = flag.count < column ? flag + gap : flag + "\n" + String(repeating: " ", count: column)
            return text + begin + description.sentence + (entry.value.isEmpty ? "" : " [\(entry.value)]") + "\n"
        }
    }

    /// The page of all settings.
    package static func page(_ configuration: ServerConfiguration) -> String {
        groups(configuration).reduce(introduction) { page, group in
            var text = page + "\n## \(group.title)\n\n| setting | values | default | |\n|---|---|---|---|\n"
            for (description, value) in group.entries {
                var names = "`\(description.name)`"
                for other in description.variables.dropFirst() { names += ", `\(other)` in the environment" }
                for other in description.otherFlags { names += ", `--\(other.flag)`" }
                let range = description.range.isEmpty ? description.value : description.range
                text += "| \(names) | \(range) | \(value) | \(description.sentence) |\n"
            }
            return text
        }
    }

    private static let introduction = """
        # Settings

        Every setting has one name. `idle-timeout` is `--idle-timeout 30s` on the command line, `WRIT_IDLE_TIMEOUT=30s` in the
        environment, and `{"idle-timeout": "30s"}` in the file of JSON that `--config` or `WRIT_CONFIG` names. The command line counts
        before the environment, and that before the file. A server has them by `ServerCommand` or by
        `ServerConfiguration.reading`; what its program says itself is the default then.

        Times have a unit: `250ms`, `30s`, `1.5s`, `2m`, `1h`. Sizes are bytes, or have one: `64KiB`, `64KB`, `2MiB`. What is on or off
        may be given without a value, or as `--no-NAME`. All faults are told at once, and nothing starts.

        Programs that are made with `ServerCommand` have four more: `config`, the file; `pid-file` and `log-file`; and `wait`, how long
        `run -d` and `restart` wait for a server to take requests, and `stop` for its end. `--help` lists these, and the settings of
        the application, too.

        This page is made from the table in `Sources/WritServer/Settings`; a test compares.

        """
}
