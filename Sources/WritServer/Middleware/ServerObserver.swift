// Middleware that looks at more than requests.

package import WritEngine

/// What middleware of a server is told, where it stands in the server's list by itself and not for some operations alone.
package protocol ServerObserver: Sendable {
    /// The engine has refused a request by itself.
    func didRefuse(status: Int, detail: StaticString, at stage: RefusalStage)

    /// Called when the server takes requests, and cancelled when it has ended.
    func watch(_ engine: Engine) async
}
