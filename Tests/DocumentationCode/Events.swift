// What documentation shows of logs of events and of groups.

import RoomsExample
import WritServer

func keeping(said: Said) -> EventLog<Said> {
    let log = EventLog<Said>(countMax: 10_000)
    log.append(said)
    return log
}

func following(log: EventLog<Said>, context: RequestContext) -> AnswerSequence<ServerSentEvent<Said>> {
    let events = log.events(after: context.lastEventID)
    if events.hasGap { return AnswerSequence([ServerSentEvent(Said(name: "", text: "You were away for long."))]) }
    return AnswerSequence(events)
}

func changes(log: EventLog<Said>, context: RequestContext) -> EventLog<Said>.Events {
    let changes = log.events(after: context.lastEventID)
    return changes
}

func feeding(group: SocketGroup<Event>, log: EventLog<Event>) {
    group.feed(log)
}

func entering(group: SocketGroup<Event>, name: String, context: RequestContext) async throws {
    let member = group.enter(as: name)
    defer { group.leave(member) }
    try await context.sleep(for: .seconds(1))
}

func relaying() -> SocketGroup<Event> {
    let relay = MemoryGroupRelay()
    let here = SocketGroup<Event>(relay: relay, channel: "kitchen")
    return here
}

func beating() -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.limits.eventHeartbeat = .seconds(30)
    return configuration
}
