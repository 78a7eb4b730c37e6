// From a host name to the addresses it has.

// With the static standard library, what <sys/socket.h> has comes by way of who includes it.
import CWritSystem
import Glibc

enum HostAddresses {
    /// The addresses to listen on for a host name or an IP address, each once.
    static func find(host: String, port: Int) throws(EngineError) -> [RawSocketAddress] {
        guard 0...65535 ~= port else { throw .invalidPort(port) }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else { throw .unknownHost(host, reason: unsafe String(cString: gai_strerror(code))) }
        defer { unsafe freeaddrinfo(list) }
        var found: [RawSocketAddress] = []
        var seen: Set<SocketAddress> = []
        var next = unsafe list
        // The list is the system's own, ended by nil.
        while let info = unsafe next {
            if let address = unsafe RawSocketAddress(info.pointee, port: port), seen.insert(address.readable).inserted {
                found.append(address)
            }
            unsafe next = info.pointee.ai_next
        }
        guard !found.isEmpty else { throw .unknownHost(host, reason: "it has no IP address") }
        return found
    }
}
