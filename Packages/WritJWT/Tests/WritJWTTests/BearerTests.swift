// Which tokens are good: those of the right keys, issuer, audience and time.

import JWTKit
import Testing
import WritJWT
import WritServer
import WritTesting

private struct Roles: Codable, Sendable { let roles: [String] }

/// A payload that is whatever a test says.
private struct Raw: JWTPayload {
    let claims: [String: JWTHeaderField]
    init(_ claims: [String: JWTHeaderField]) { self.claims = claims }
    init(from decoder: any Decoder) throws { claims = try [String: JWTHeaderField](from: decoder) }
    func encode(to encoder: any Encoder) throws { try claims.encode(to: encoder) }
    func verify(using algorithm: some JWTAlgorithm) {}
}

@Suite struct `Bearer tokens` {
    let keys = JWTKeyCollection()
    let time = TestTime("2026-03-14T09:26:53Z")
    let secret = String(repeating: "s", count: 64)

    init() async {
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: "one")
        await keys.add(ecdsa: ES256PrivateKey(), kid: "two")
    }

    func bearer(
        issuer: String? = "us", audience: String? = "api", algorithms: Set<String>? = nil, needsEnd: Bool = true
    ) -> JWTBearer {
        JWTBearer(keys: keys, issuer: issuer, audience: audience, algorithms: algorithms, needsEnd: needsEnd)
    }

    func token(_ claims: JWTClaims, kid: JWKIdentifier = "one", header: JWTHeader = JWTHeader()) async throws -> BearerToken {
        BearerToken(try await keys.sign(claims, kid: kid, header: header))
    }

    func good(
        issuer: String? = "us", audience: [String] = ["web", "api"], expires: Duration? = .seconds(60), notBefore: Duration? = nil
    ) -> JWTClaims {
        JWTClaims(
            issuer: issuer, subject: "ada", audience: audience, expires: expires.map { time.now + $0 },
            notBefore: notBefore.map { time.now + $0 }, scopes: ["read", "write"])
    }

    @Test(arguments: ["one", "two"])
    func `of one of the keys are good`(kid: String) async throws {
        try await time.run { () async throws in
            let token = try await token(good(), kid: JWKIdentifier(string: kid))
            let claims = try await bearer().check(token)
            #expect(claims.subject == "ada" && claims.scopes == ["read", "write"] && claims.audience == ["web", "api"])
            let grant = await bearer().grant(token) { $0.subject }
            #expect(grant?.principal == "ada")
            let nobody = await bearer().grant(token) { _ in String?.none }
            #expect(nobody?.principal == nil)
        }
    }

    @Test func `of others, for others and of other times are not`() async throws {
        try await time.run { () async throws in
            let rows: [(JWTClaims, JWTRefusal?)] = [
                (good(), nil), (good(issuer: "them"), .issuer), (good(issuer: nil), .issuer),
                (good(audience: ["web"]), .audience),
                (good(audience: []), .audience), (good(expires: nil), .noEnd), (good(expires: .seconds(-29)), nil),
                (good(expires: .seconds(-30)), .expired), (good(notBefore: .seconds(30)), nil),
                (good(notBefore: .seconds(31)), .tooEarly),
            ]
            for (claims, refusal) in rows {
                let token = try await token(claims)
                do {
                    _ = try await bearer().check(token)
                    #expect(refusal == nil)
                } catch let error as JWTRefusal {
                    #expect(error == refusal)
                }
            }
            let unbounded = bearer(issuer: nil, audience: nil, needsEnd: false)
            #expect(try await unbounded.check(token(JWTClaims(subject: "bob"))).subject == "bob")
        }
    }

    @Test func `with another signature, or none, are not`() async throws {
        try await time.run { () async throws in
            let token = try await token(good()).value
            let parts = token.split(separator: ".").map(String.init)
            let none = #"{"alg":"none","kid":"one"}"#
            let strangers = JWTKeyCollection()
            await strangers.add(hmac: HMACKey(from: String(repeating: "t", count: 32)), digestAlgorithm: .sha256, kid: "one")
            await strangers.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha512, kid: "two")
            for bad in [
                "", ".", "..", parts[0], "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", token + "A", "A" + token,
                token + ".x",
                "\(Base64URL(Array(none.utf8))).\(parts[1]).", "\(Base64URL(Array(none.utf8))).\(parts[1]).\(parts[2])",
                try await strangers.sign(good(), kid: "one"), try await strangers.sign(good(), kid: "two"),
            ] {
                await #expect(throws: (any Error).self, "\(bad)") { try await bearer().check(BearerToken(bad)) }
                let grant = await bearer().grant(BearerToken(bad)) { $0.subject }
                #expect(grant?.principal == nil)
            }
            let only = bearer(algorithms: ["ES256"])
            await #expect(throws: JWTRefusal.algorithm) { try await only.check(BearerToken(token)) }
        }
    }

    @Test func `that ask for what nobody understands are not`() async throws {
        let token = try await token(good(), header: ["crit": .array([.string("exp")])])
        await #expect(throws: JWTRefusal.criticalField) { try await bearer().check(token) }
    }

    @Test func `with claims of other types are not, and stop nobody`() async throws {
        let wrong: [[String: JWTHeaderField]] = [
            ["aud": .array([])], ["aud": .int(1)], ["exp": .string("tomorrow")], ["sub": .int(1)], ["iss": .array([])],
            ["scope": .int(1)], ["exp": .decimal(1e300)],
        ]
        for claims in wrong {
            var all: [String: JWTHeaderField] = ["iss": .string("us")]
            for (name, value) in claims { all[name] = value }
            let token = BearerToken(try await keys.sign(Raw(all), kid: "one"))
            await #expect(throws: (any Error).self) { try await bearer().check(token) }
        }
        let lists: [[String: JWTHeaderField]] = [
            ["scope": .string("a b")], ["scp": .array([.string("a"), .string("b")])], ["scopes": .string("a b")],
        ]
        for claims in lists {
            let token = BearerToken(try await keys.sign(Raw(claims), kid: "one"))
            let checked = try await bearer(issuer: nil, audience: nil, needsEnd: false).check(token)
            #expect(checked.scopes == ["a", "b"])
        }
    }

    @Test func `give the application's own claims, too`() async throws {
        let token = BearerToken(try await keys.sign(Raw(["roles": .array([.string("admin")])]), kid: "one"))
        let (claims, own) = try await bearer(issuer: nil, audience: nil, needsEnd: false).check(token, as: Roles.self)
        #expect(own.roles == ["admin"] && claims.scopes.isEmpty)
    }
}
