// Parameters and forms as curl sends them: a client that is not ours.

import Foundation
import ShowcaseExample
import Testing
import WritLoopback
import WritPrograms

private let curlPath = "/usr/bin/curl"

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: curlPath))) struct `Requests by curl` {
    /// Runs curl and answers what it prints: the body, and the status behind it.
    static func run(_ port: UInt16, _ path: String, _ arguments: [String]) throws -> String {
        let options = ["--silent", "--globoff", "--max-time", "20", "--write-out", " %{http_code}"]
        return try waitForProgram(curlPath, options + arguments + ["http://127.0.0.1:\(port)/api/v1/" + path]).output
    }

    static let requests: [(path: String, arguments: [String], answer: String)] = [
        (
            "styles/label/.5/.3,4/.a.b/.R,1,G,2/.R=1.G=2.B=3", [],
            #"{"one":5,"list":[3,4],"exploded":["a","b"],"object":{"R":1,"G":2,"B":9},"members":{"R":1,"G":2,"B":3}} 200"#
        ),
        (
            "styles/matrix/;one=5/;list=3,4/;exploded=a;exploded=b/;object=R,1,G,2/;R=1;G=2;B=3", [],
            #"{"one":5,"list":[3,4],"exploded":["a","b"],"object":{"R":1,"G":2,"B":9},"members":{"R":1,"G":2,"B":3}} 200"#
        ),
        (
            "styles/query",
            [
                "--get", "--data-urlencode", "filter[text]=a&b", "--data-urlencode", "filter[range][from]=1", "--data-urlencode",
                "filter[tags][]=ä", "--data", "expand[0]=x",
            ],
            #"{"exploded":["x"],"filter":{"text":"a&b","tags":["ä"],"range":{"from":1}}} 200"#
        ),
        (
            "styles/fields", ["--cookie", "R=1; G=2", "--cookie", "list=1; list=2", "--header", "X-Object: R,3,G,4"],
            #"{"list":[1,2],"object":{"R":3,"G":4,"B":9},"members":{"R":1,"G":2,"B":9}} 200"#
        ),
        (
            "forms/order",
            [
                "--data-urlencode", "number=7", "--data-urlencode", "metadata[a b]=c&d", "--data", "lines[0][product]=x",
                "--data",
                "codes=1|2",
            ],
            #"{"number":7,"currency":"eur","codes":[1,2],"lines":[{"product":"x","amount":1}],"metadata":{"a b":"c&d"}} 200"#
        ),
        (
            "forms/filter", ["--data", "text=aa&flag=true&filters[][number]=1"],
            #"{"text":"aa","flag":true,"filters":[{"number":1}]} 200"#
        ),
        ("segments/a.tar.gz", [], #"{"extension":"gz","name":"a.tar"} 200"#),
    ]

    @Test(arguments: requests.indices)
    func `are understood`(index: Int) async throws {
        let (path, arguments, answer) = Self.requests[index]
        try await withShowcaseServer { server throws in
            #expect(try Self.run(server.port, path, arguments) == answer)
        }
    }
}
