// The one place where what comes with the server refuses requests on a handler's behalf.

internal import WritRuntime

/// What is thrown to answer with that status.
func refusal(_ status: Int, _ detail: String) -> any Error { PreconditionFailed(status: status, detail: detail) }
