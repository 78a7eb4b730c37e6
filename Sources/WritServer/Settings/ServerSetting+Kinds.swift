// The kinds of settings: each makes a row of a name, a place in the configuration, a range and a sentence.

extension ServerSetting {
    /// A place in the configuration.
    package typealias Place<Value> = any WritableKeyPath<ServerConfiguration, Value> & Sendable

    static func count(_ name: String, _ place: Place<Int>, in range: ClosedRange<Int>, _ sentence: String) -> ServerSetting {
        make(name, "NUMBER", place, range, sentence, SettingNumber.self)
    }

    static func count(_ name: String, _ place: Place<Int?>, in range: ClosedRange<Int>, _ sentence: String) -> ServerSetting {
        make(name, "NUMBER", place, range, sentence, SettingNumber.self)
    }

    static func bytes(_ name: String, _ place: Place<Int>, in range: ClosedRange<Int>, _ sentence: String) -> ServerSetting {
        make(name, "SIZE", place, range, sentence, SettingSize.self)
    }

    static func bytes(_ name: String, _ place: Place<Int?>, in range: ClosedRange<Int>, _ sentence: String) -> ServerSetting {
        make(name, "SIZE", place, range, sentence, SettingSize.self)
    }

    static func time(
        _ name: String, _ place: Place<Duration>, in range: ClosedRange<Duration> = .zero ... .seconds(86_400), _ sentence: String
    ) -> ServerSetting {
        make(name, "TIME", place, range, sentence, SettingTime.self)
    }

    static func time(
        _ name: String, _ place: Place<Duration?>, in range: ClosedRange<Duration> = .zero ... .seconds(86_400),
        _ sentence: String
    ) -> ServerSetting {
        make(name, "TIME", place, range, sentence, SettingTime.self)
    }

    static func flag(_ name: String, _ place: Place<Bool>, _ sentence: String) -> ServerSetting {
        choice(
            name, "", place, [("true", true), ("false", false)], also: ["1": true, "yes": true, "0": false, "no": false], sentence
        )
    }

    /// One of a few words.
    static func choice<Value: Equatable & Sendable>(
        _ name: String, _ value: String, _ place: Place<Value>, _ choices: [(word: String, value: Value)],
        also others: [String: Value] = [:], _ sentence: String
    ) -> ServerSetting {
        var description = SettingDescription(name, value: value, sentence)
        description.range = choices.map(\.word).joined(separator: ", ")
        let range = choices.map { "'\($0.word)'" }.joined(separator: ", ")
        return ServerSetting(description) { text, configuration throws(SettingFault) in
            guard let value = choices.first(where: { $0.word == text })?.value ?? others[text] else {
                throw SettingFault("\"\(SettingText.shown(text))\" is none of \(range)")
            }
            configuration[keyPath: place] = value
        } show: { configuration in
            choices.first { $0.value == configuration[keyPath: place] }?.word ?? ""
        }
    }

    /// A text, or `none`.
    static func text(
        _ name: String, _ value: String, _ place: Place<String?>, _ sentence: String,
        check: @escaping @Sendable (String) throws(SettingFault) -> Void
    ) -> ServerSetting {
        ServerSetting(SettingDescription(name, value: value, sentence)) { text, configuration throws(SettingFault) in
            if text != SettingText.none { try check(text) }
            configuration[keyPath: place] = text == SettingText.none ? nil : text
        } show: {
            $0[keyPath: place] ?? SettingText.none
        }
    }

    /// A value with a range.
    private static func make<Unit: SettingUnit>(
        _ name: String, _ value: String, _ place: Place<Unit.Value>, _ range: ClosedRange<Unit.Value>, _ sentence: String,
        _ unit: Unit.Type
    ) -> ServerSetting {
        var description = SettingDescription(name, value: value, sentence)
        description.range = SettingText.range(range, unit)
        return ServerSetting(description) { text, configuration throws(SettingFault) in
            configuration[keyPath: place] = try SettingText.read(text, unit, range)
        } show: {
            Unit.text($0[keyPath: place])
        }
    }

    /// A value with a range, or `none`.
    private static func make<Unit: SettingUnit>(
        _ name: String, _ value: String, _ place: Place<Unit.Value?>, _ range: ClosedRange<Unit.Value>, _ sentence: String,
        _ unit: Unit.Type
    ) -> ServerSetting {
        var description = SettingDescription(name, value: value, sentence)
        description.range = SettingText.range(range, unit) + ", or none"
        return ServerSetting(description) { text, configuration throws(SettingFault) in
            configuration[keyPath: place] = text == SettingText.none ? nil : try SettingText.read(text, unit, range)
        } show: {
            $0[keyPath: place].map(Unit.text) ?? SettingText.none
        }
    }
}
