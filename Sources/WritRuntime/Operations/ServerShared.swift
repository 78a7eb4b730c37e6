// What all requests of one server share.

package import Logging
package import WritEngine
package import WritWire

package final class ServerShared: Sendable {
    /// What the contract says of its operations.
    package let description: APIDescription
    package let bodyBytesMax: Int
    package let formLimits: FormLimits
    package let logger: Logger
    package let validateAnswers: AnswerValidation
    package let trustedProxies: TrustedProxies
    package let requestIDSource: RequestIDSource
    package let offloadPool: OffloadPool
    /// Reads bodies of more than so many bytes.
    package let readingPool: OffloadPool
    package let readOnLoopBytesMax: Int
    package let webSockets: WebSocketSettings

    package init(
        description: APIDescription, bodyBytesMax: Int, formLimits: FormLimits, logger: Logger, validateAnswers: AnswerValidation,
        trustedProxies: TrustedProxies = .none, requestIDSource: RequestIDSource = .everybody, limits: ServerLimits,
        webSockets: WebSocketSettings = WebSocketSettings()
    ) {
        self.description = description
        self.bodyBytesMax = bodyBytesMax
        self.formLimits = formLimits
        self.logger = logger
        self.validateAnswers = validateAnswers
        self.trustedProxies = trustedProxies
        self.requestIDSource = requestIDSource
        offloadPool = OffloadPool(limits: limits)
        readingPool = OffloadPool(forReadingBy: limits)
        readOnLoopBytesMax = limits.readOnLoopBytesMax
        self.webSockets = webSockets
    }

    /// Ends what requests share, when the engine has ended.
    package func end() {
        offloadPool.end()
        readingPool.end()
    }
}
