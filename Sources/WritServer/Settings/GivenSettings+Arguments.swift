// Settings of the command line: `--port 80`, `--port=80`, `--take-over`, `--no-hands-over`.

extension GivenSettings {
    /// What a flag says.
    private struct Flag {
        let description: SettingDescription
        /// What stands in front of the value.
        var prefix = ""
        /// The value where the flag is one by itself: `--systemd`, `--no-docs`.
        var fixed: String?
        /// The name that the value goes to.
        let name: String
    }

    mutating func take(_ arguments: some Sequence<String>) -> [String: Value] {
        var found: [String: Value] = [:]
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            let spelling = String(argument.prefix { $0 != "=" })
            guard argument.hasPrefix("--"), argument.utf8.count > 2 else {
                faults.append("\"\(SettingText.shown(argument))\" on the command line: settings begin with --")
                continue
            }
            let value = spelling.utf8.count < argument.utf8.count ? String(argument.dropFirst(spelling.count + 1)) : nil
            guard let flag = flag(String(spelling.dropFirst(2))) else {
                explain(String(spelling.dropFirst(2)))
                // What follows is the value of a setting that isn't there.
                if value == nil, rest.first?.hasPrefix("--") == false { rest.removeFirst() }
                continue
            }
            guard let text = text(flag, value, spelling, &rest) else { continue }
            var texts = flag.description.isList ? found[flag.name]?.texts ?? [] : []
            texts.append(flag.prefix + text)
            found[flag.name] = Value(texts: texts, source: "\(spelling) on the command line")
        }
        return found
    }

    /// The value of a flag: its own, or the next argument.
    private mutating func text(
        _ flag: Flag, _ value: String?, _ spelling: String, _ rest: inout ArraySlice<String>
    ) -> String? {
        if let fixed = flag.fixed {
            if value == nil { return fixed }
            faults.append("\(spelling) on the command line: it has no value")
            return nil
        }
        if let value { return value }
        if flag.description.isSwitch && flag.prefix.isEmpty { return "true" }
        // A text that begins like a flag is given behind an equals sign.
        if let next = rest.first, !next.hasPrefix("--") { return rest.removeFirst() }
        faults.append("\(spelling) on the command line: its value is missing")
        return nil
    }

    private func flag(_ name: String) -> Flag? {
        for description in descriptions {
            if description.isSecret {
                if name == description.name + "-file" { return Flag(description: description, name: name) }
                continue
            }
            if name == description.name { return Flag(description: description, name: name) }
            if description.isSwitch, name == "no-" + description.name {
                return Flag(description: description, fixed: "false", name: description.name)
            }
            guard let other = description.otherFlags.first(where: { $0.flag == name }) else { continue }
            return other.prefix.hasSuffix(":")
                ? Flag(description: description, prefix: other.prefix, name: description.name)
                : Flag(description: description, fixed: other.prefix, name: description.name)
        }
        return nil
    }

    private mutating func explain(_ name: String) {
        if let secret = descriptions.first(where: { $0.isSecret && $0.name == name }) {
            let variable = secret.variables.first ?? ""
            return faults.append(
                "--\(name) on the command line: everybody on the machine sees it there; set \(variable), or name a file with "
                    + "--\(name)-file")
        }
        let names = descriptions.flatMap { description in
            description.isSecret
                ? [description.name + "-file"] : [description.name] + description.otherFlags.map(\.flag)
        }
        let remedy = SettingText.nearest(name, in: names).map { "did you mean --\($0)?" } ?? "--help lists all"
        faults.append("--\(SettingText.shown(name)) on the command line: there is no setting of that name; \(remedy)")
    }
}
