// Credentials of every kind, and what operations ask of them: AND, OR, nobody, scopes.

import Foundation
import Testing
import WritLoopback
import WritRuntime
import WritServer
import WritWire

@Suite struct `The showcase's security` {
    static let basic = "Authorization: Basic " + Data("ada:a:b ü".utf8).base64EncodedString()

    @Test(
        arguments: [
            ("any?api%20key=%C3%A4%2B/", [], "query"), ("any", ["Cookie: a=b; key=c1"], "cookie"),
            ("any", [basic], "user"), ("any", ["authorization: bEARER   t1"], "token"),
            ("any", ["Authorization: Bearer slow"], "token"),
            // One that holds is enough, whatever comes of the others.
            ("any?api+key=wrong", ["Cookie: key=wrong", "Authorization: Bearer t1"], "token"),
            ("all", ["X-Key: k1", "Authorization: Bearer o-read"], "header+oauth"),
            ("maybe", [], "nobody"), ("maybe", ["Authorization: Bearer t1"], "token"),
            ("maybe", ["X-Key: k1", basic], "header+user"), ("maybe", ["X-Key: k1"], "nobody"),
            ("maybe?apart", ["X-Key: k1", basic], "nobody"), ("maybe", ["Authorization: Bearer wrong"], "nobody"),
            ("scopes", ["Authorization: Bearer o-write-read-more"], "oauth"),
            ("scopes", ["Authorization: Bearer admin"], "openID"),
            ("signed", ["Authorization: Signature keyId=\"1\""], "signature"), ("open", [], "open"),
        ] as [(String, [String], String)])
    func `lets in who shows what the contract asks for`(path: String, fields: [String], who: String) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/secured/" + path, fields)
            #expect(answer.status == 200)
            #expect(answer.json == .string(who))
        }
    }

    private static let realm = "realm=\"Showcase API\""

    @Test(
        arguments: [
            ("any", [], ["ApiKey \(realm)", "Basic \(realm), charset=\"UTF-8\"", "Bearer \(realm)"]),
            (
                "any", ["Authorization: Bearer wrong"],
                ["ApiKey \(realm)", "Basic \(realm), charset=\"UTF-8\"", "Bearer \(realm), error=\"invalid_token\""]
            ),
            ("all", ["X-Key: k1"], ["ApiKey \(realm)", "Bearer \(realm)"]),
            ("all", ["Authorization: Bearer o-read"], ["ApiKey \(realm)", "Bearer \(realm)"]),
            ("all", ["X-Key: k2", "Authorization: Bearer o-read"], ["ApiKey \(realm)", "Bearer \(realm)"]),
            ("all", ["X-Key: k1", "X-Key: k1", "Authorization: Bearer o-read"], ["ApiKey \(realm)", "Bearer \(realm)"]),
            ("signed", ["Authorization: Bearer t1"], ["Signature \(realm)"]),
            ("certificate", [], ["ClientCertificate \(realm)"]),
        ] as [(String, [String], [String])])
    func `asks for credentials where they are missing or bad`(
        path: String, fields: [String], challenges: [String]
    ) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/secured/" + path, fields)
            #expect(answer.status == 401)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(answer.fields.filter { $0.name == "WWW-Authenticate" }.map(\.value) == challenges)
            #expect(!answer.text.contains("k2") && !answer.text.contains("wrong"))
        }
    }

    @Test(
        arguments: [
            "Bearer", "Bearer ", "Bearer a b", "Bearer tök", "Bearer =", "Bearer t=1", "t1", "", "Bearer,t1", "Basic",
            "Basic YWRh", "Basic YWRhOg", "Basic YWRhOgA=", "Basic /w==", "Basic YWRhOgo= ", "Basic YWRh OmE=",
        ])
    func `reads credentials strictly`(value: String) async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("GET", "/api/v1/secured/any", ["Authorization: \(value)"]).status == 401)
            let twice = ["Authorization: Bearer t1", "Authorization: \(value)"]
            #expect(try client.ask("GET", "/api/v1/secured/any", twice).status == 401)
        }
    }

    @Test func `takes one key of a name`() async throws {
        try await withShowcase { client throws in
            for query in ["api%20key=%C3%A4%2B/&api%20key=x", "api%20key=", "api%20key=%FF"] {
                #expect(try client.ask("GET", "/api/v1/secured/any?" + query).status == 401)
            }
            // Of several cookies of a name the first counts.
            #expect(try client.ask("GET", "/api/v1/secured/any", ["Cookie: key=c1; key=x"]).status == 200)
            #expect(try client.ask("GET", "/api/v1/secured/any", ["Cookie: key=; key=c1"]).status == 401)
        }
    }

    @Test(
        arguments: [
            ("all", ["X-Key: k1", "Authorization: Bearer o-write"], "read"),
            ("scopes", ["Authorization: Bearer o-read"], "read write"),
        ] as [(String, [String], String)])
    func `answers 403 where scopes are lacking`(path: String, fields: [String], scopes: String) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/secured/" + path, fields)
            #expect(answer.status == 403)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(
                answer["WWW-Authenticate"] == "Bearer \(Self.realm), error=\"insufficient_scope\", scope=\"\(scopes)\"")
        }
    }

    @Test func `answers 403 to those who are known and not allowed`() async throws {
        try await withShowcase { client throws in
            let fields = ["Authorization: Bearer o-read"]
            let blocked = try client.ask("GET", "/api/v1/secured/all", ["X-Key: blocked"] + fields)
            #expect(blocked.status == 403)
            #expect(blocked.json?["detail"] == .string("This key is blocked."))
            let denied = try client.ask("POST", "/api/v1/secured/key?number=-1", ["X-Key: k1"], body: "1")
            #expect(denied.status == 403)
        }
    }

    @Test func `is checked before parameters and bodies are read`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/secured/key?number=x"
            #expect(try client.ask("POST", path, ["Content-Type: text/plain"], body: "nothing").status == 401)
            #expect(try client.ask("POST", path, ["X-Key: k1"], body: "1").status == 400)
            #expect(try client.ask("POST", "/api/v1/secured/key?number=1", ["X-Key: k1"], body: "1").status == 200)
            #expect(try client.ask("HEAD", "/api/v1/secured/any").status == 401)
        }
    }

    @Test func `answers 500 where an authenticator fails`() async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("GET", "/api/v1/secured/any", ["Authorization: Bearer broken"]).status == 500)
        }
    }

    @Test func `is what curl speaks`() async throws {
        try await withShowcaseServer { server async throws in
            let url = "http://127.0.0.1:\(server.port)/api/v1/secured/"
            #expect(try await curl("-u", "ada:a:b ü", url + "any") == "\"user\"200")
            #expect(try await curl("--oauth2-bearer", "o-read", "-H", "X-Key: k1", url + "all") == "\"header+oauth\"200")
            #expect(try await curl("-b", "key=c1", url + "any") == "\"cookie\"200")
            #expect(try await curl("-o", "/dev/null", url + "any") == "401")
        }
    }

    @Test func `never prints what credentials hold`() {
        let key = APIKey("secret")
        let user = BasicCredentials(username: "secret", password: "secret")
        var dumped = ""
        dump(user, to: &dumped)
        for text in ["\(key)", String(reflecting: user), dumped, "\(SecurityCredential.apiKey(key))", "\([key])"] {
            #expect(!text.contains("secret"))
        }
        #expect(key.matches("secret") && !key.matches("secre") && !key.matches("secrets") && !key.matches(""))
    }
}
