// A WebSocket before and behind its first use.

internal import Synchronization
import WritEngine
internal import WritWire

/// What all copies of one handler's socket share.
final class WebSocketState: Sendable {
    private let exchange: Exchange
    private let requestNumber: UInt64
    let subprotocol: String?
    private let messageBytesMax: Int?
    private let settings: WebSocketSettings
    private let accept: String
    /// The connection, once it is one: other threads look at it, too.
    private let place = Mutex<WebSocketConnection?>(nil)

    init(
        _ exchange: Exchange, subprotocol: String?, messageBytesMax: Int?, settings: WebSocketSettings, accept: String
    ) {
        self.exchange = exchange
        requestNumber = exchange.requestNumber
        self.subprotocol = subprotocol
        self.messageBytesMax = messageBytesMax
        self.settings = settings
        self.accept = accept
    }

    /// Whether the caller runs where the connection is served, and it isn't over.
    var isHere: Bool { exchange.isCurrent(requestNumber) }

    /// The connection, if it has been opened; may be asked for anywhere.
    var opened: WebSocketConnection? { place.withLock { $0 } }

    /// The same, to be used where it is served; nil elsewhere.
    var connection: WebSocketConnection? { isHere ? opened : nil }

    var isDraining: Bool { isHere ? exchange.isDraining : true }

    var closeCode: WebSocketCloseCode? {
        guard case .closed(let code?)? = connection?.ending else { return nil }
        return WebSocketCloseCode(code)
    }

    /// The connection, for which 101 is answered now if it hasn't been. To be called where it is served.
    func open() throws -> WebSocketConnection {
        if let opened { return opened }
        let agreement = unsafe exchange.withField("Sec-WebSocket-Extensions") { unsafe settings.compression?.agree($0) } ?? nil
        let connection = exchange.beginWebSocket(
            settings: settings, messageBytesMax: messageBytesMax, inflater: agreement?.inflater, deflater: agreement?.deflater
        ) { fields in
            fields.add("Sec-WebSocket-Accept", accept)
            if let subprotocol { fields.add("Sec-WebSocket-Protocol", subprotocol) }
            if let field = agreement?.field { fields.add("Sec-WebSocket-Extensions", field) }
        }
        guard let connection else { throw WebSocketError.closed }
        place.withLock { $0 = connection }
        return connection
    }
}
