// What the log says of a loop that was blocked.

internal import WritEngine
internal import WritRuntime

/// Names what was done meanwhile, and what helps.
func blockedLoopMessage(_ work: BlockingWork, _ operation: String?, milliseconds: Int) -> String {
    let (subject, advice) =
        switch work {
        case .handler: (operation.map { "the handler of \($0)" } ?? "a handler", "use context.offload")
        case .middleware:
            ("middleware around \(operation ?? "a request without an operation")", "use context.offload, as in handlers")
        case .reading:
            (
                "reading and checking a body of \(operation ?? "a request")",
                "lower limits.readOnLoopBytesMax to have it read on another thread"
            )
        case .writing:
            ("writing an answer of \(operation ?? "a request")", "answer less at once, or piece by piece")
        }
    return "\(subject) has blocked a loop for \(milliseconds) ms; \(advice)"
}
