// What an application links: the runtime half, and neither Foundation nor a YAML parser.

import Foundation
import Testing
import WritPrograms

@Suite(.enabled(if: Linkage.server != nil, "needs petstore-server beside the test bundle: swift build --build-tests"))
struct `A server that doesn't import WritFoundation` {
    @Test(arguments: ["petstore-server", "showcase-server", "styles-server", "benchmark-server"])
    func `links neither Foundation nor libyaml`(program: String) throws {
        let libraries = try Linkage.libraries(of: try #require(builtProgram(program)))
        #expect(libraries.contains { $0.contains("libc.so") }, "ldd lists something: \(libraries)")
        for banned in ["Foundation", "libyaml", "icu", "libxml", "libcurl"] {
            #expect(!libraries.contains { $0.localizedCaseInsensitiveContains(banned) }, "\(banned)")
        }
    }
}

enum Linkage {
    static let server = builtProgram("petstore-server")

    static func libraries(of program: String) throws -> [String] {
        try waitForProgram("ldd", [program]).output.split(separator: "\n").map(String.init)
    }
}
