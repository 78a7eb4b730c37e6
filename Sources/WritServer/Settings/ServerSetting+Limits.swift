// Settings of sizes, counts and times that connections are held to: `ServerLimits`, `HeadLimits` and `FormLimits`.

internal import WritEngine
internal import WritWire

extension ServerSetting {
    private static let sizeMax = 1 << 50
    private static let countMax = 1 << 30

    static let sizes: [ServerSetting] = [
        .bytes("body-bytes-max", \.bodyBytesMax, in: 0...sizeMax, "A request body that is read into memory; more is 413."),
        .bytes("streamed-body-bytes-max", \.limits.bodyBytesMax, in: 0...sizeMax, "Any request body; more is 413."),
        .bytes(
            "held-bytes-max", \.limits.heldBytesMax, in: (1 << 20)...sizeMax,
            "What bodies and waiting answers hold together; more is 503. None: a quarter of the memory."),
        .bytes("target-bytes-max", \.limits.head.targetBytesMax, in: 1...(1 << 24), "A request's target; more is 414."),
        .bytes("field-bytes-max", \.limits.head.fieldBytesMax, in: 1...(1 << 24), "A field line; more is 431."),
        .count("field-count-max", \.limits.head.fieldCountMax, in: 1...(1 << 16), "Field lines of a head; more are 431."),
        .bytes("head-bytes-max", \.limits.head.headBytesMax, in: 64...(1 << 26), "A request's head; more is 431."),
        .count("form-parts-max", \.formLimits.partsMax, in: 1...countMax, "Parts of a multipart form."),
        .bytes("form-head-bytes-max", \.formLimits.headBytesMax, in: 64...(1 << 26), "The head of a form's part."),
        .bytes(
            "form-preamble-bytes-max", \.formLimits.preambleBytesMax, in: 0...(1 << 26), "What stands before a form's first part."
        ),
        .bytes(
            "form-field-bytes-max", \.formLimits.fieldBytesMax, in: 1...(1 << 40),
            "A part that is no file, where parts are taken as they come."),
        .count("connections-max", \.limits.connectionsMax, in: 1...countMax, "Connections of the whole server; more wait."),
        .count(
            "connections-per-address-max", \.limits.connectionsPerAddressMax, in: 1...countMax,
            "Connections of one client; more are closed. None: they are not counted."),
        .bytes(
            "read-on-loop-bytes-max", \.limits.readOnLoopBytesMax, in: 0...sizeMax,
            "A body that is read on its loop; a larger one on a thread."),
        .count(
            "reading-threads-max", \.limits.readingThreadsMax, in: 1...1024, "Threads for large bodies; none: one for each core."),
        .count(
            "reading-queue-max", \.limits.readingQueueMax, in: 0...countMax, "Large bodies that wait for a thread; more are 503."),
        .count("offload-threads-max", \.limits.offloadThreadsMax, in: 1...4096, "Threads for work that handlers offload."),
        .count("offload-queue-max", \.limits.offloadQueueMax, in: 0...countMax, "Offloaded work that waits for a thread."),
        .bytes(
            "turn-bytes-max", \.limits.turnBytesMax, in: 1...(1 << 30), "What moves on a connection before others have a turn."),
        .count("turn-steps-max", \.limits.turnStepsMax, in: 1...countMax, "Parts and items before others have a turn."),
        .count("turn-requests-max", \.limits.turnRequestsMax, in: 1...countMax, "Pipelined requests before others have a turn."),
        .bytes(
            "dropped-body-bytes-max", \.limits.droppedBodyBytesMax, in: 0...sizeMax,
            "An unread body that is dropped to keep a connection."),
        .bytes(
            "gathered-answer-bytes-max", \.limits.gatheredAnswerBytesMax, in: 1024...(1 << 30),
            "Answers that are gathered before they are sent."),
        .bytes("linger-bytes-max", \.limits.lingerBytesMax, in: 0...sizeMax, "What is read and dropped after a refusal."),
        .bytes(
            "body-bytes-per-second-min", \.limits.bodyBytesPerSecondMin, in: 0...(1 << 30),
            "The rate that a body must come with, or it is 408; 0: any."),
        .bytes(
            "send-bytes-per-second-min", \.limits.sendBytesPerSecondMin, in: 0...(1 << 30),
            "The rate that a client must take an answer with, or it is closed; 0: any."),
    ]

    static let times: [ServerSetting] = [
        .time("idle-timeout", \.limits.idleTimeout, "How long a connection may rest between two requests."),
        .time("head-timeout", \.limits.headTimeout, "From the first byte of a head to its last; then 408."),
        .time("body-timeout", \.limits.bodyTimeout, "How long a body may pause; then 408."),
        .time("body-rate-grace", \.limits.bodyRateGrace, "Waiting for a body in which its rate doesn't count yet."),
        .time("send-timeout", \.limits.sendTimeout, "How long a client may take nothing of an answer."),
        .time("send-rate-grace", \.limits.sendRateGrace, "Waiting for a client in which its rate doesn't count yet."),
        .time(
            "event-heartbeat", \.limits.eventHeartbeat, in: .milliseconds(1)...(.seconds(86_400)),
            "How long an event stream may be silent before a comment is sent."),
        .time("handler-timeout", \.limits.handlerTimeout, "From a request to its answer's beginning; then 503."),
        .time("cancel-grace", \.limits.cancelGrace, "The time that a cancelled handler has to return."),
        .time("linger", \.limits.linger, "Reading on after a refusal, so that the client sees the answer."),
        .time("offload-idle", \.limits.offloadIdle, "How long a thread for offloaded work waits for more."),
        .time(
            "turn-time-max", \.limits.turnTimeMax, in: .microseconds(1)...(.seconds(60)),
            "How long a connection goes on before others have a turn."),
    ]

    static let webSockets: [ServerSetting] = [
        .bytes(
            "web-socket-message-bytes-max", \.webSockets.messageBytesMax, in: 1...(1 << 30),
            "Bytes of a client's message; more closes with 1009."),
        .bytes(
            "web-socket-unsent-bytes-max", \.webSockets.unsentBytesMax, in: 1...(1 << 30),
            "Bytes of messages that one client may not have taken."),
        .time("web-socket-ping-interval", \.webSockets.pingInterval, "How long a client may be silent before it is sent a ping."),
        .time("web-socket-pong-timeout", \.webSockets.pongTimeout, "How long it may then go on to be silent."),
        .time("web-socket-close-timeout", \.webSockets.closeTimeout, "How long a client may take to close, too."),
    ]
}
