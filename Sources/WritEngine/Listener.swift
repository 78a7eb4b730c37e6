// Sockets that wait for connections, one set for each loop on the same addresses.

import CWritSystem
import Glibc

/// A listening socket and the address it got; closed with the set of listeners that adopts it.
struct Listener {
    let number: Int32
    let address: SocketAddress

    /// Listens on an address that `getaddrinfo` found; the port may differ from that of the address.
    init(_ info: addrinfo, host: String, port: Int, backlog: Int) throws(EngineError) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = unsafe Glibc.socket(info.ai_family, type, 0)
        guard socket >= 0 else { throw .systemCallFailed(name: "socket", errorNumber: errno) }
        var isListening = false
        defer { if !isListening { _ = close(socket) } }
        // Accepted connections inherit TCP_NODELAY on Linux: answers are sent whole, so waiting gains nothing.
        _ = writ_set_option(socket, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        _ = writ_set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1)
        _ = writ_set_option(socket, SOL_SOCKET, SO_REUSEPORT, 1)
        if unsafe info.ai_family == AF_INET6 { _ = writ_set_option(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        // The address comes from `getaddrinfo`, with the length that belongs to it.
        guard unsafe bind(socket, info.ai_addr, info.ai_addrlen) == 0, listen(socket, Int32(clamping: backlog)) == 0
        else { throw .cannotListen(host: host, port: port, errorNumber: errno) }
        var raw = RawSocketAddress()
        guard unsafe raw.fill({ unsafe getsockname(socket, $0, &$1) }) == 0 else {
            throw .systemCallFailed(name: "getsockname", errorNumber: errno)
        }
        number = socket
        address = raw.readable
        isListening = true
    }

    /// Opens a listener for each address that a host name has.
    static func open(host: String, port: Int, backlog: Int) throws(EngineError) -> [Listener] {
        guard 0...65535 ~= port else { throw .invalidPort(port) }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else {
            throw .unknownHost(host, reason: unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }
        var chosenPort = UInt16(truncatingIfNeeded: port)
        var opened: [Listener] = []
        var next = unsafe list
        // The list is the system's own, ended by nil; each `ai_addr` fits its family.
        while let info = unsafe next {
            if unsafe info.pointee.ai_family == AF_INET || info.pointee.ai_family == AF_INET6 {
                // Both families keep the port in the same two bytes.
                unsafe UnsafeMutableRawPointer(info.pointee.ai_addr).storeBytes(
                    of: chosenPort.bigEndian, toByteOffset: 2, as: UInt16.self)
                let listener = try unsafe Listener(info.pointee, host: host, port: port, backlog: backlog)
                chosenPort = UInt16(truncatingIfNeeded: listener.address.port)
                opened.append(listener)
            }
            unsafe next = info.pointee.ai_next
        }
        return opened
    }
}
