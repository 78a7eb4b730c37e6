// What a request is refused with because of what is there, and not because of the contract.

/// A status and a sentence for the client.
package struct PreconditionFailed: Error {
    package let status: Int
    package let detail: String

    package init(status: Int, detail: String) {
        self.status = status
        self.detail = detail
    }
}
