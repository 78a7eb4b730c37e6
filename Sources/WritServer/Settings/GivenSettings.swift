// The settings that somebody has given, by name, with where each comes from.

internal import WritEngine

/// Values of settings from the command line, the environment and a file, as texts; and what is wrong with how they were given.
package struct GivenSettings: Sendable {
    package struct Value: Sendable {
        /// A text for each time that it was given, one unless it is a list.
        package var texts: [String]
        /// Where it comes from: `WRIT_PORT in the environment`.
        package let source: String
    }

    /// The settings that are known.
    package let descriptions: [SettingDescription]
    /// By the name of the setting: what counts, which is the command line before the environment before the file.
    package internal(set) var values: [String: Value] = [:]
    /// Sentences about what can't be.
    package internal(set) var faults: [String] = []
    /// Sentences about what is odd.
    package internal(set) var notes: [String] = []

    /// - Parameters:
    ///   - arguments: The command line without the program's name.
    ///   - environment: The variables of the process.
    ///   - descriptions: What may be given, beside the file itself.
    package init(
        _ descriptions: [SettingDescription], arguments: some Sequence<String>, environment: [String: String]
    ) {
        self.descriptions = descriptions + [Self.fileSetting]
        // The lowest first: what comes later takes its place.
        let command = take(arguments)
        let variables = take(environment)
        let path = command["config"] ?? variables["config"]
        let members = path.map { take(fileAt: $0) } ?? [:]
        values = members.merging(variables) { $1 }.merging(command) { $1 }
        for description in self.descriptions where description.isSecret { readSecret(description, command, variables, members) }
    }

    /// The file with settings.
    package static let fileSetting = SettingDescription(
        "config", value: "PATH", "A file of JSON with settings: {\"port\": 8080}.")

    package func text(_ name: String) -> String? { values[name]?.texts.last }

    /// Takes over the values of all settings of the table.
    package mutating func apply(to configuration: inout ServerConfiguration) {
        for setting in ServerSetting.all { _ = take(setting, &configuration) }
    }

    private mutating func take(_ setting: ServerSetting, _ configuration: inout ServerConfiguration) -> Bool {
        guard let value = values[setting.description.name] else { return false }
        do throws(SettingFault) {
            let texts = setting.description.isList ? [value.texts.joined(separator: ",")] : value.texts
            try setting.apply(texts.last ?? "", &configuration)
            return true
        } catch {
            faults.append("\(value.source): \(error.reason)")
            return false
        }
    }

    // MARK: The environment

    private mutating func take(_ environment: [String: String]) -> [String: Value] {
        var found: [String: Value] = [:]
        var known: Set<String> = []
        for description in descriptions {
            for variable in description.variables {
                known.insert(variable)
                if description.isSecret { known.insert(variable + "_FILE") }
                guard found[description.name] == nil, let text = environment[variable], !text.isEmpty else {
                    // A variable without a value is none: makefiles and containers export them so.
                    continue
                }
                found[description.name] = Value(texts: [text], source: "\(variable) in the environment")
            }
            if description.isSecret, let variable = description.variables.first, let path = environment[variable + "_FILE"],
                !path.isEmpty
            {
                found[description.name + "-file"] = Value(texts: [path], source: "\(variable)_FILE in the environment")
            }
        }
        for variable in environment.keys.sorted() where variable.hasPrefix("WRIT_") && !known.contains(variable) {
            // What is nobody's setting may be anybody's variable; a slip of the finger is told apart by its likeness.
            if let name = SettingText.nearest(variable, in: known.sorted()) {
                faults.append("\(variable) in the environment: there is no setting of that name; did you mean \(name)?")
            } else {
                notes.append("\(SettingText.shown(variable)) in the environment is no setting")
            }
        }
        return found
    }

    // MARK: Secrets

    /// The value itself, or that of the file, from the place that counts most.
    private mutating func readSecret(
        _ description: SettingDescription, _ places: [String: Value]...
    ) {
        let (name, fileName) = (description.name, description.name + "-file")
        guard let place = places.first(where: { $0[name] != nil || $0[fileName] != nil }) else { return }
        if let value = place[name], let file = place[fileName] {
            faults.append("\(value.source) and \(file.source): one of them is enough")
        }
        guard let file = place[fileName], let path = file.texts.last else { return values[name] = place[name] }
        guard var text = SystemFolder.text(ofFile: path, bytesMax: 65_536) else {
            return faults.append("\(file.source): \"\(SettingText.shown(path))\" can't be read")
        }
        while text.last == "\n" || text.last == "\r\n" { text.removeLast() }
        values[name] = Value(texts: [text], source: file.source)
    }
}
