// What an operation says that becomes a WebSocket: its messages both ways, and what is agreed on before.

package struct WebSocketContract: Sendable, Equatable {
    /// The names of what every such operation has inside; no other type of the contract bears them.
    package static let socket = "Socket"
    package static let closeCodes = "CloseCodes"
    package static let fromClient = "FromClient"
    package static let fromServer = "FromServer"
    package static let names = [socket, closeCodes, fromClient, fromServer]

    /// The best first.
    package var subprotocols: [String]
    /// Messages of the client; none: it sends nothing.
    package var fromClient: WebSocketMessages
    package var fromServer: WebSocketMessages
    package var closeCodes: [WebSocketClose]
    /// The most bytes that a message may have; nil: what the server's configuration says.
    package var messageBytesMax: Int?
    /// A cookie may authenticate: pages of other sites must not connect.
    package var usesCookies: Bool
    package var documentation: String?

    package init(
        subprotocols: [String] = [], fromClient: WebSocketMessages, fromServer: WebSocketMessages,
        closeCodes: [WebSocketClose] = [], messageBytesMax: Int? = nil, usesCookies: Bool = false, documentation: String? = nil
    ) {
        self.subprotocols = subprotocols
        self.fromClient = fromClient
        self.fromServer = fromServer
        self.closeCodes = closeCodes
        self.messageBytesMax = messageBytesMax
        self.usesCookies = usesCookies
        self.documentation = documentation
    }

    /// The contents of both directions.
    package var contents: [WebSocketContent] { fromClient.contents + fromServer.contents }

    package mutating func change(_ change: (inout WebSocketContent) -> Void) {
        for index in fromClient.contents.indices { change(&fromClient.contents[index]) }
        for index in fromServer.contents.indices { change(&fromServer.contents[index]) }
    }
}

/// The messages of one direction.
package struct WebSocketMessages: Sendable, Equatable {
    /// None, or one of texts, or one of bytes, or one of each.
    package var contents: [WebSocketContent]
    package var documentation: String?

    package init(_ contents: [WebSocketContent], documentation: String? = nil) {
        self.contents = contents
        self.documentation = documentation
    }
}

/// Messages of one kind of frame.
package struct WebSocketContent: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A text that is JSON of the schema.
        case json
        /// A text that is a primitive by itself.
        case text
        /// Bytes; the schema says nothing.
        case bytes
    }

    package var kind: Kind
    package var mediaTypes: [String]
    package var schema: ValueSchema
    /// The case for it where the direction has two contents.
    package var caseName: String

    package init(kind: Kind, mediaTypes: [String], schema: ValueSchema, caseName: String) {
        self.kind = kind
        self.mediaTypes = mediaTypes
        self.schema = schema
        self.caseName = caseName
    }
}

/// A code of the application's own that a connection is closed with.
package struct WebSocketClose: Sendable, Hashable {
    package var code: Int
    /// `youWereRemoved`
    package var swiftName: String
    package var documentation: String?

    package init(code: Int, swiftName: String, documentation: String?) {
        self.code = code
        self.swiftName = swiftName
        self.documentation = documentation
    }
}
