// The one place where what comes with the server refuses requests on a handler's behalf.

/// What is thrown to answer with that status.
package func refusal(_ status: Int, _ detail: String) -> any Error { PreconditionFailed(status: status, detail: detail) }
