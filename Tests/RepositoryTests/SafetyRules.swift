// What may not stand in code that bytes from outside reach, and where the compiler's checks may be set aside.

import Testing

@Suite("Safety")
struct SafetyRules {
    /// Each of these says in its own text why sharing is sound.
    static let uncheckedSendable: Set<String> = [
        "Sources/WritEngine/Connection/Connection.swift",
        "Sources/WritCompression/Decoder.swift",
        "Sources/WritCompression/Encoder.swift",
        "Sources/WritMetrics/Prometheus/StripedWords.swift",
        "Sources/WritEngine/Exchange/BodyCoding.swift",
        "Sources/WritEngine/Exchange/Exchange.swift",
        "Sources/WritEngine/Exchange/Leftover.swift",
        "Sources/WritEngine/HTTP1/HTTP1Connection.swift",
        "Sources/WritEngine/Loop/Loop.swift",
        "Sources/WritEngine/WebSocket/WebSocketConnection.swift",
        "Sources/WritEngine/Loop/Worker.swift",
        "Sources/WritEngine/Connection/MemoryConnection.swift",
        "Sources/WritEngine/Connection/ProxiedTransport.swift",
        "Sources/WritEngine/Connection/MemoryTransport.swift",
        "Sources/WritEngine/Connection/SocketTransport.swift",
        "Sources/WritEngine/Engine/Monitor.swift",
        "Sources/WritEngine/WebSocket/WebSocketConnection.swift",
        "Sources/WritWire/JSON/Names/JSONKeys.swift",
        "Sources/WritWire/Patterns/Pattern.swift",
        "Sources/WritWire/Routing/RouteTable.swift",
    ]

    @Test(arguments: ArchitectureRules.runtime)
    func `the runtime has no trap that outside bytes could reach`(file: SourceText) {
        for (number, line) in file.code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.utf8.contains(UInt8(ascii: "!")) || line.contains("fatalError") else { continue }
            let place = "\(file.path):\(number + 1): \(line)"
            #expect(!line.contains("try!"), "\(place)")
            #expect(!line.contains("as!"), "\(place)")
            #expect(!line.contains(/\bfatalError\(/), "\(place)")
            // A name, a call or an index with `!` behind it, unless it is `!=`.
            #expect(!line.contains(/[\w)\]?]!(?!=)/), "\(place)")
        }
    }

    @Test(arguments: Repository.swiftFiles.filter { !$0.isUnder("Tests") })
    func `unchecked Sendable stands only in files that are listed here`(file: SourceText) {
        let uses = file.code.contains("@unchecked Sendable")
        #expect(!uses || Self.uncheckedSendable.contains(file.path), "\(file.path)")
    }

    @Test func `every file that is listed exists`() {
        #expect(Self.uncheckedSendable.isSubset(of: Set(Repository.paths)))
    }
}
