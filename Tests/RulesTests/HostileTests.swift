// Bodies that are made to cost more than they should.

import Foundation
import RulesExample
import Testing
import WritEngine
import WritServer
import WritTesting
import WritWire

@Suite struct `Hostile bodies` {
    /// Takes bodies of up to 64 MB, but for what a test says.
    private func client(bytesMax: Int = 64 << 20) -> TestClient {
        // Read where they are, and not on threads that other tests are before.
        var configuration = ServerConfiguration()
        configuration.bodyBytesMax = bytesMax
        configuration.limits.readOnLoopBytesMax = .max
        return TestClient(RulesAPI(default: RuleHandlers()), configuration: configuration)
    }

    /// Nodes inside each other, each of which is one of two alternatives that look alike.
    private func nodes(_ depth: Int, value: Int = 1) -> String {
        String(repeating: #"{"value":1,"next":"#, count: depth) + #"{"value":\#(value)}"# + String(repeating: "}", count: depth)
    }

    @Test func `of brackets are refused at the limit of depth`() async {
        for text in [String(repeating: "[", count: 100_000), String(repeating: #"{"next":"#, count: 20_000)] {
            let answer = await client().post("/nodes", json: text)
            #expect((400...422).contains(answer.status) && answer.text.utf8.count < 10_000)
        }
    }

    @Test func `of a million digits are read in one pass`() async {
        let digits = String(repeating: "7", count: 1_000_000)
        #expect(await client().post("/words", json: #"{"number":\#(digits)}"#).status == 422)
        #expect(await client().post("/nodes", json: #"{"value":\#(digits)}"#).status == 422)
        #expect(await client().post("/words", json: #"{"list":[\#(digits),\#(digits)]}"#).text.contains("uniqueItems"))
    }

    @Test func `of 50 MB against a small limit are not read`() async {
        let answer = await client(bytesMax: 1_000).post(
            "/words", json: #"{"text":"\#(String(repeating: "a", count: 50_000_000))"}"#)
        #expect(answer.status == 413)
    }

    /// Matching is one step for each character, whatever the pattern: 400,000 take about eight times as long as 50,000.
    @Test func `against a pattern that backtracks elsewhere cost what their length does`() async {
        func seconds(_ count: Int) async -> Double {
            let body = #"{"text":"\#(String(repeating: "a", count: count))!"}"#
            let start = ContinuousClock.now
            let answer = await client().post("/words", json: body)
            #expect(answer.status == 422 && answer.text.contains(#""keyword":"pattern""#))
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let first = await seconds(50_000)
        let second = await seconds(400_000)
        #expect(second < max(first, 0.001) * 200)
    }

    @Test func `with names that collide cost what others do`() async {
        // Names that differ in few bits, and are equal by simple sums: the hash has a seed of the process.
        func body(_ name: (Int) -> String) -> String {
            #"{"others":{\#((0..<50_000).map { #""\#(name($0))":\#($0)"# }.joined(separator: ","))}}"#
        }
        let colliding = body { number in
            (0..<16).map { (number >> $0) & 1 == 0 ? "Aa" : "BB" }.joined()
        }
        func seconds(_ body: String) async -> Double {
            let start = ContinuousClock.now
            #expect(await client().post("/words", json: body).status == 204)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let plain = await seconds(body { "property name number \($0)" })
        let hostile = await seconds(colliding)
        #expect(hostile < max(plain, 0.01) * 20)
    }

    @Test func `of unions inside unions are walked over a few times, and not once for each level or way`() async {
        #expect(await client().post("/nodes", json: nodes(100)).status == 204)
        #expect(await client().post("/nodes", json: nodes(100, value: -1)).status == 204)
        // Twice the levels of a chain with a long list at its end.
        func seconds(_ depth: Int) async -> Double {
            let list = (0..<20_000).map { #"{"value":\#($0)}"# }.joined(separator: ",")
            let chain = String(repeating: #"{"next":"#, count: depth)
            let body = chain + #"{"more":[\#(list)]}"# + String(repeating: "}", count: depth)
            let start = ContinuousClock.now
            #expect(await client().post("/nodes", json: body).status == 204)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let shallow = await seconds(3)
        let deep = await seconds(110)
        #expect(deep < max(shallow, 0.01) * 12)
    }
}
