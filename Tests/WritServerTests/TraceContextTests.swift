// The fields traceparent and tracestate, by the words of W3C Trace Context level 1.

import Logging
import Testing
import WritServer
import WritTesting

private let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

@Suite struct `Trace context` {
    static let parents: [(String, Bool)] = [
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", true),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff", true),
        ("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes", true),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-", true),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-", false),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-00", false),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.x", false),
        ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
        ("00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01", false),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0", false),
        (" 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
        ("", false),
        ("00-00000000000000000000000000000000-b7ad6b7169203331-01", false),
        ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", false),
        ("00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01", false),
        ("00-0ag7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
        ("0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g", false),
    ]

    @Test(arguments: parents) func `is read from a well-formed traceparent alone`(text: String, isTaken: Bool) {
        let trace = TraceContext(traceParent: text)
        #expect((trace != nil) == isTaken, "\(text)")
        guard let trace else { return }
        #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c" && trace.parentID == "b7ad6b7169203331")
        #expect(TraceContext(traceParent: trace.traceParent) == trace && trace.traceParent.hasPrefix("00-"))
    }

    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    private static func members(_ count: Int) -> String { (1...count).map { "k\($0)=v" }.joined(separator: ",") }

    static let kept: [String] = [
        "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "a=1, b=2 ,\tc=3", "a=1,,b=2", "", "a= b", "fw529a3039@dt=FfAAAAbw", "0a@b=1",
        "a-_*/0=1", times("a", 256) + "=1", "a=" + times("1", 256), times("a", 241) + "@" + times("b", 14) + "=1", members(32),
    ]
    static let dropped: [String] = [
        times("a", 257) + "=1", "a=" + times("1", 257), times("a", 242) + "@b=1", "a@" + times("b", 15) + "=1", members(33),
        "a=1,a=2",
        "a", "=1", "a=", "A=1", "0a=1", "a@=1", "@b=1", "a@0=1", "a@b@c=1", "a=b=c", "a b=1", "a=é", "a=1,b",
    ]

    @Test(arguments: kept.map { ($0, true) } + dropped.map { ($0, false) }) func `keeps a well-formed tracestate alone`(
        text: String, isKept: Bool
    ) throws {
        let trace = try #require(TraceContext(traceParent: parent, traceState: text))
        #expect(trace.traceState == (isKept ? text : ""))
        #expect(trace.child().traceState == trace.traceState)
    }

    @Test func `goes on with a name of its own`() throws {
        let trace = try #require(TraceContext(traceParent: parent))
        let child = trace.child()
        #expect(child.traceID == trace.traceID && child.isSampled && child.parentID != trace.parentID)
        #expect(TraceContext(traceParent: child.traceParent) == child)
        #expect(TraceContext(traceParent: parent.replacing("-01", with: "-02"))?.isSampled == false)
    }

    @Test func `is the handler's and the log's`() async {
        let notes = Notes()
        let api = SampleAPI { context in
            context.logger.info("at work")
            return context.traceContext.map { "\($0.traceParent) \($0.traceState)" } ?? "none"
        }
        let client = TestClient(api, configuration: ServerConfiguration(logger: notingLogger(notes)))
        let told = await client.get("/api/run", fields: ["Traceparent": parent, "tracestate": "a=1", "Tracestate": "b=2"])
        #expect(told.text == "\(parent) a=1,b=2")
        #expect(await client.get("/api/run", fields: ["traceparent": parent, "Traceparent": parent]).text == "none")
        #expect(await client.get("/api/run").text == "none")
        #expect(notes.all.map { $0.contains("trace-id=0af7651916cd43dd8448eb211c80319c") } == [true, false, false])
    }
}
