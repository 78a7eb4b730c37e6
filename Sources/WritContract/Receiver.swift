// Operations that this side does not offer but may take: webhooks, and callbacks of a request that it sent.

/// What makes an operation one that is received.
package struct Receiver: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case webhooks, callbacks
    }

    package var kind: Kind
    /// The webhook's or the callback's name: what stands for `{name}` in the path that the application chooses.
    package var name: String
    /// Where a callback is sent to, as the document says it: `{$request.body#/url}`.
    package var expression: String?

    package init(kind: Kind, name: String, expression: String? = nil) {
        self.kind = kind
        self.name = name
        self.expression = expression
    }
}
