// References to the network, asked of a server of this machine that counts.

import Foundation
import Testing
import WritPrograms

@Suite struct RemoteReferenceTests {
    /// A server of this machine. `/to?URL` redirects, `/again` to itself, `/next/N` refers to the next, `/big` never ends.
    private final class Server {
        private let process: ChildProcess
        let port: String
        private let log: ScratchFolder

        init() throws {
            log = try ScratchFolder()
            let program = """
                import http.server, os, sys
                class Handler(http.server.BaseHTTPRequestHandler):
                    def do_GET(self):
                        open(sys.argv[1], 'a').write(self.path + '\\n')
                        if self.path.startswith('/to?'): return self.redirect(self.path[4:])
                        if self.path.startswith('/again'): return self.redirect('/again' + str(len(self.path)))
                        if self.path == '/missing.yaml': return self.send_error(404)
                        self.send_response(200)
                        self.end_headers()
                        if self.path.startswith('/next/'):
                            return self.wfile.write(b"$ref: '%d'" % (int(self.path[6:]) + 1))
                        try:
                            while self.path == '/big': self.wfile.write(b'a' * 65536)
                        except OSError: return
                        self.wfile.write(b'type: object\\nproperties: { a: { type: string } }\\n')
                    def redirect(self, to):
                        self.send_response(302)
                        self.send_header('Location', to)
                        self.end_headers()
                    def log_message(self, *rest): pass
                server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
                print(server.server_port, flush=True)
                server.serve_forever()
                """
            process = try ChildProcess("python3", ["-c", program, log.url.path + "/log"], linesAreRead: true)
            port = try #require(process.nextLine())
        }

        /// The paths that were asked for.
        var asked: [String] { ((try? log.text("log")) ?? "").split(separator: "\n").map(String.init) }
    }

    private static let noProxy = ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"].flatMap { ["-u", $0] }

    private func check(
        _ reference: String, _ arguments: String..., variables: [String] = [], beside: [String: String] = [:]
    ) throws -> ProgramOutcome {
        let folder = try ScratchFolder()
        for (name, text) in beside { try folder.write(text, to: name) }
        try folder.write(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /a: { get: { operationId: getA, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '\(reference)' } } } } } } }
            """, to: "openapi.yaml")
        return try waitForProgram(
            "env",
            Self.noProxy + variables + [Tool.products.appendingPathComponent("writ").path, "check", "openapi.yaml"] + arguments,
            folder: folder.url)
    }

    @Test func `nobody is asked without leave, nor this machine with the general one`() throws {
        let server = try Server()
        let url = "http://127.0.0.1:\(server.port)/a.yaml"
        #expect(try check(url).errors.contains("[external-reference]"))
        for host in [
            "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]",
        ] {
            let refused = try check("http://\(host):\(server.port)/a.yaml", "--allow-remote")
            #expect(refused.status == 1 && refused.errors.contains("[private-address]"), "\(host) \(refused.errors)")
            #expect(refused.errors.contains("openapi.yaml:4:") && refused.errors.contains("--allow-remote-private"))
        }
        #expect(server.asked == [])
        let allowed = try check(url, "--allow-remote-private")
        #expect(allowed.status == 0, "\(allowed.errors)")
        #expect(server.asked == ["/a.yaml"])
    }

    @Test func `a pattern of curl's is one request`() throws {
        let server = try Server()
        _ = try check("http://127.0.0.1:\(server.port)/[1-300]{a,b}.yaml", "--allow-remote-private")
        #expect(server.asked == ["/[1-300]%7Ba,b%7D.yaml"])
    }

    @Test func `redirections are followed to a limit, and only over http`() throws {
        let server = try Server()
        let base = "http://127.0.0.1:\(server.port)"
        #expect(try check("\(base)/to?/a.yaml", "--allow-remote-private").status == 0)
        #expect(server.asked == ["/to?/a.yaml", "/a.yaml"])
        let endless = try check("\(base)/again", "--allow-remote-private")
        #expect(endless.errors.contains("redirected more than 5 times"), "\(endless.errors)")
        #expect(server.asked.count == 2 + 6)
        for target in [
            "file:///etc/passwd", "gopher://127.0.0.1:\(server.port)/x", "ftp://127.0.0.1/x",
            "http://a:b@127.0.0.1:\(server.port)/x",
        ] {
            let refused = try check("\(base)/to?\(target)", "--allow-remote-private")
            #expect(refused.errors.contains("[not-fetched]") && !refused.errors.contains("root:"), "\(refused.errors)")
        }
        #expect(server.asked.count == 2 + 6 + 4)
    }

    @Test func `files that refer to the next without end are so many and no more`() throws {
        let server = try Server()
        let outcome = try check("http://127.0.0.1:\(server.port)/next/1", "--allow-remote-private")
        #expect(outcome.errors.contains("[remote-limit]") && outcome.errors.contains("200 requests"), "\(outcome.errors)")
        #expect(server.asked.count == 200)
    }

    @Test func `a body without end ends at the limit of a file`() throws {
        let server = try Server()
        let outcome = try check("http://127.0.0.1:\(server.port)/big", "--allow-remote-private")
        #expect(outcome.errors.contains("it has more than 67108864 bytes"), "\(outcome.errors)")
    }

    @Test func `what fails is told at the reference`() throws {
        let server = try Server()
        let outcome = try check("http://127.0.0.1:\(server.port)/missing.yaml", "--allow-remote-private")
        #expect(
            outcome.status == 1 && outcome.errors.contains("openapi.yaml:4:") && outcome.errors.contains("404"),
            "\(outcome.errors)")
    }

    @Test func `no configuration of curl's counts`() throws {
        let server = try Server()
        let home = try ScratchFolder()
        try home.write("url = \"http://127.0.0.1:\(server.port)/other\"\noutput = \"\(home.url.path)/stolen\"\n", to: ".curlrc")
        let outcome = try check(
            "http://127.0.0.1:\(server.port)/a.yaml", "--allow-remote-private",
            variables: ["HOME=\(home.url.path)", "CURL_HOME=\(home.url.path)"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(server.asked == ["/a.yaml"] && home.files == [".curlrc"])
    }

    @Test func `however much curl complains, it is read`() throws {
        let tools = try ScratchFolder()
        let name = tools.url.appendingPathComponent("curl").path
        try tools.write(
            "#!/bin/sh\nhead -c 1000000 /dev/zero | tr '\\0' 'e' >&2\nhead -c 1000000 /dev/zero\nexit 22\n", to: "curl")
        try #require(unsafe chmod(name, 0o755) == 0)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let outcome = try check("http://1.1.1.1/a.yaml", "--allow-remote", variables: ["PATH=\(tools.url.path):\(path)"])
        #expect(outcome.status == 1 && outcome.errors.contains("[not-fetched]"))
        #expect(outcome.errors.utf8.count < 2_000)
    }

    @Test func `a user and a password are neither sent nor shown`() throws {
        let server = try Server()
        let outcome = try check("http://ann:hiddenword@127.0.0.1:\(server.port)/a.yaml", "--allow-remote-private")
        #expect(outcome.status == 1 && outcome.errors.contains("[not-fetched]"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("hiddenword") && server.asked == [])
        for format in ["json", "sarif", "github"] {
            let printed = try check("http://ann:hiddenword@127.0.0.1/a.yaml", "--allow-remote-private", "--format", format)
            #expect(!(printed.output + printed.errors).contains("hiddenword"))
        }
    }

    @Test func `curl itself is told what it may do, and whom it may ask`() throws {
        let tools = try ScratchFolder()
        let name = tools.url.appendingPathComponent("curl").path
        try tools.write(
            "#!/bin/sh\nfor word; do echo \"$word\" >>\(tools.url.path)/words; done\nprintf '\\n200 \\n' >&2\necho 'type: string'\n",
            to: "curl")
        try #require(unsafe chmod(name, 0o755) == 0)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        #expect(try check("http://1.1.1.1/a.yaml", "--allow-remote", variables: ["PATH=\(tools.url.path):\(path)"]).status == 0)
        let words = try tools.text("words").split(separator: "\n").map(String.init)
        #expect(words.first == "--disable")
        for word in ["--globoff", "=http,https", "--noproxy", "--max-time", "--max-filesize"] { #expect(words.contains(word)) }
        #expect(words.suffix(2) == ["--url", "http://1.1.1.1/a.yaml"] && !words.contains("--location"))
    }
}
