// Who listens on an address that can't be had.

import Glibc

/// What the system tells of the process that has an IP address and port.
struct AddressHolder {
    /// Lines of the system's table that are looked at; sockets that listen come first in it.
    private static let tableBytesMax = 1 << 20

    /// In words: `process 812 (petstore-server)`, or `a process of user 33` where the system tells no more, or
    /// `another program`.
    let description: String
    /// Whether it runs the same program as this process.
    let isSameProgram: Bool

    /// The process that listens on an IP address, or on all addresses of the machine.
    init(of address: SocketAddress) {
        guard let socket = Self.listeners(on: address).first else {
            self.init(description: "another program", isSameProgram: false)
            return
        }
        guard let processID = Self.process(withSocket: socket.inode) else {
            self.init(description: "a process of user \(socket.user)", isSameProgram: false)
            return
        }
        self.init(processID: processID)
    }

    init(processID: Int) {
        let program = ProgramFile(processID: processID)
        self.init(
            description: ProgramFile.describe(processID: processID),
            isSameProgram: program.flatMap { program in ProgramFile.own.map(program.isSame(as:)) } ?? false)
    }

    private init(description: String, isSameProgram: Bool) {
        (self.description, self.isSameProgram) = (description, isSameProgram)
    }

    /// The sockets that listen on the port: those on just that address, then those on all addresses, or on any where all are
    /// wanted, and then others.
    private static func listeners(on address: SocketAddress) -> [(inode: String, user: String)] {
        let wanted = hexadecimal(address.host)
        var found: [(rank: Int, inode: String, user: String)] = []
        for table in address.host.contains(":") ? ["tcp6", "tcp"] : ["tcp", "tcp6"] {
            let text = SystemFolder.text(ofFile: "/proc/net/\(table)", bytesMax: tableBytesMax) ?? ""
            for line in text.split(separator: "\n").dropFirst() {
                // Number, local address, remote address, state (0A listens), queues, timer, retries, user, timeout, inode.
                let words = line.split(separator: " ", omittingEmptySubsequences: true)
                guard words.count > 9, words[3] == "0A", let colon = words[1].lastIndex(of: ":"),
                    Int(words[1][words[1].index(after: colon)...], radix: 16) == address.port
                else { continue }
                let local = words[1][..<colon]
                let isAny = [local, wanted[...]].contains { $0.allSatisfy { $0 == "0" } }
                found.append((local == wanted ? 0 : isAny ? 1 : 2, String(words[9]), String(words[7])))
            }
        }
        return (0...2).flatMap { rank in found.filter { $0.rank == rank } }.map { ($0.inode, $0.user) }
    }

    /// An IP address as the tables have it: words of the machine's byte order.
    private static func hexadecimal(_ host: String) -> String {
        let isIPv6 = host.contains(":")
        var bytes = [UInt8](repeating: 0, count: 16)
        // There is room for an address of either family.
        guard unsafe inet_pton(isIPv6 ? AF_INET6 : AF_INET, host, &bytes) == 1 else { return "" }
        return stride(from: 0, to: isIPv6 ? 16 : 4, by: 4).map { start in
            let word = bytes[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let digits = String(UInt32(littleEndian: word), radix: 16, uppercase: true)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// The process that has a socket open; nil where none is known whose descriptors this one may see.
    private static func process(withSocket inode: String) -> Int? {
        for name in SystemFolder.names(in: "/proc") {
            guard let processID = Int(name) else { continue }
            let folder = "/proc/\(processID)/fd"
            let isHolder = SystemFolder.names(in: folder).contains { descriptor in
                SystemFolder.target(ofLink: "\(folder)/\(descriptor)") == "socket:[\(inode)]"
            }
            if isHolder { return processID }
        }
        return nil
    }
}
