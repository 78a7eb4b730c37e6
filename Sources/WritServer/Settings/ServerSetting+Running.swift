// Settings of what a server shows, and of how it runs and ends.

internal import Logging
internal import WritEngine
internal import WritRuntime

extension ServerSetting {
    static let showing: [ServerSetting] = [
        .choice(
            "log-level", "LEVEL", \.logger.logLevel, Logger.Level.allCases.map { ($0.rawValue, $0) },
            "Messages of the server below this level are not logged."),
        .text("readiness-path", "PATH", \.readinessPath, "A path that tells whether the server takes requests.") {
            text throws(SettingFault) in
            guard text.hasPrefix("/") else {
                throw SettingFault("\"\(SettingText.shown(text))\" is no path: it must begin with a slash, or be none")
            }
        },
        docs,
        .flag("docs-lead-from-root", \.docs.leadsFromRoot, "Lead from / to the docs where the contract has nothing there."),
        .flag(
            "docs-trust-forwarded-prefix", \.docs.trustsForwardedPrefix,
            "Believe X-Forwarded-Prefix in the docs; only behind a proxy that sets it."),
        .choice(
            "validate-answers", "CHOICE", \.validateAnswers, [("off", AnswerValidation.off), ("log", .log), ("fail", .fail)],
            "What is done about answers that break the contract; needs code generated with --validate-answers."),
    ]

    static let running: [ServerSetting] = [
        .count("threads", \.loops.count, in: 1...1024, "Event loops; none: one for each core."),
        .choice(
            "poller", "CHOICE", \.loops.poller, [("automatic", PollerChoice.automatic), ("poll", .poll)],
            "How loops wait: epoll, or poll(2), which is slower."),
        .time("blocked-after", \.loops.blockedAfter, "How long a loop may be blocked before a warning names what blocks it."),
        .time("readiness-delay", \.shutdown.readinessDelay, "How long connections are taken after the end has been asked for."),
        .time("drain", \.shutdown.drain, "The time that running requests have to finish at the end."),
        .time("stream-time", \.shutdown.streamTime, "The time of the drain that streams without an end go on."),
        .time("rest-time", \.shutdown.restTime, "The time of the drain that connections are kept for a request on its way."),
        .time("grace", \.shutdown.grace, "The time behind the drain after which the process ends by force."),
    ]

    private static let docs = ServerSetting(
        {
            var docs = SettingDescription("docs", value: "", "Show the docs pages and the document.")
            docs.range = "true, false"
            return docs
        }()
    ) { text, configuration throws(SettingFault) in
        switch text {
        case "true", "1", "yes": if configuration.docs == .disabled { configuration.docs = DocsConfiguration() }
        case "false", "0", "no": configuration.docs = .disabled
        default: throw SettingFault("\"\(SettingText.shown(text))\" is none of 'true', 'false'")
        }
    } show: {
        "\($0.docs != .disabled)"
    }
}
