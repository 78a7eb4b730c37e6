// What OpenAPI 3.2 has that 3.0 has not, asked by curl and by Python's standard library.

import Foundation
import Testing
import WritLoopback
import WritPrograms

@Suite struct `Clients that are not ours` {
    @Test(
        arguments: [
            (
                ["-X", "QUERY", "-H", "Content-Type: application/json", "-d", #"{"name":"a"}"#, "search"],
                #"{"paint":{"name":"a"}} 200"#
            ),
            (
                ["--get", "--data-urlencode", "name=a & b", "-d", "layers=1", "-d", "layers=2", "search"],
                #"{"paint":{"name":"a & b","layers":[1,2]}} 200"#
            ),
            (["--get", "--data-urlencode", #"{"name":"ä"}"#, "select"], #"{"paint":{"name":"ä"}} 200"#),
            (["select"], "{} 200"),
            (["streams/x"], "{\"name\":\"x red\"}\n{\"name\":\"x green\"}\n{\"name\":\"x blue\"}\n 200"),
            (
                ["-N", "-H", "Accept: text/event-stream", "streams/x"],
                "event: paint\nid: 0\ndata: {\"name\":\"x red\"}\n\nevent: paint\nid: 1\ndata: {\"name\":\"x green\"}\n\nevent: paint\nid: 2\ndata: {\"name\":\"x blue\"}\n\n 200"
            ),
            (
                ["-H", "Accept: application/json-seq", "streams/x"],
                "\u{1E}{\"name\":\"x red\"}\n\u{1E}{\"name\":\"x green\"}\n\u{1E}{\"name\":\"x blue\"}\n 200"
            ),
            (
                ["-X", "PUT", "-H", "Content-Type: application/xml", "-d", "<a b='c'>&amp;</a>", "documents"],
                "<a b='c'>&amp;</a> 200"
            ),
            (
                ["-b", "color=50%; colors=a; colors=b; R=1", "cookies/plain"],
                #"{"color":"50%","colors":["a","b"],"rgb":{"R":1}} 200"#
            ),
            (["-X", "COPY", "-H", "Destination: /there", "paints/red"], #"{"color":"red to /there"} 201"#),
            (
                ["-X", "M-SEARCH", "-H", "Content-Type: application/json", "-d", #"{"name":"a"}"#, "paints/red"],
                #"{"color":"red","paint":{"name":"a"}} 200"#
            ),
            (["deep?rgb[R]=1&paint[name]=x"], #"{"rgb":{"R":1},"paint":{"name":"x"}} 200"#),
        ] as [([String], String)])
    func `are curl`(arguments: [String], printed: String) async throws {
        try await withStylesServer { server async throws in
            let url = "http://127.0.0.1:\(server.port)/" + (arguments.last ?? "")
            let all = ["-s", "-g", "-m", "20", "-w", " %{http_code}"] + arguments.dropLast() + [url]
            #expect(try await runProgram("curl", all).output == printed)
        }
    }

    @Test(
        arguments: [
            (["-X", "QUERY", "search"], 400), (["-X", "QUERY", "-H", "Content-Type: text/plain", "-d", "a", "search"], 415),
            (["-X", "QUERY", "-H", "Content-Type: application/json", "-d", "{}", "search"], 422),
            (["-X", "POST", "search"], 405), (["-X", "COPY", "search"], 405), (["-X", "BREW", "search"], 501),
            (["-X", "COPY", "paints/red"], 400), (["-X", "copy", "paints/red"], 501),
            (["-H", "Accept: text/html", "streams/x"], 406), (["search"], 400),
            (["-X", "PUT", "-H", "Content-Type: text/xml", "-d", "<a/>", "documents"], 415),
            (
                [
                    "-X", "PUT", "-H", "Content-Type: application/xml", "--data-binary", "@\(#filePath)", "-H",
                    "Accept: text/html", "documents",
                ], 406
            ),
        ] as [([String], Int)])
    func `are refused with a problem`(arguments: [String], status: Int) async throws {
        try await withStylesServer { server async throws in
            let url = "http://127.0.0.1:\(server.port)/" + (arguments.last ?? "")
            let format = "%{http_code} %{content_type}"
            let all = ["-s", "-g", "-m", "20", "-o", "/dev/null", "-w", format] + arguments.dropLast() + [url]
            #expect(try await runProgram("curl", all).output == "\(status) application/problem+json")
        }
    }

    @Test func `are Python's`() async throws {
        let script = """
            import http.client, json, sys
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=20)
            connection.request("QUERY", "/search", '{"name":"a"}', {"Content-Type": "application/json"})
            print(connection.getresponse().read().decode())
            connection.request("GET", "/streams/x", headers={"Accept": "text/event-stream"})
            print(connection.getresponse().read().decode().count("data: "))
            connection.request("OPTIONS", "/search")
            answer = connection.getresponse()
            answer.read()
            print(answer.status, answer.headers["Allow"])
            """
        try await withStylesServer { server async throws in
            let printed = try await runProgram("python3", ["-c", script, String(server.port)]).output
            #expect(printed == "{\"paint\":{\"name\":\"a\"}}\n3\n204 GET, QUERY, HEAD, OPTIONS\n")
        }
    }
}
