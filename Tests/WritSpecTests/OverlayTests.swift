// Overlays: what is selected, and what becomes of it.

import Testing
import WritSpec

@Suite struct OverlayTests {
    private static let document = """
        info: { title: A, tags: [x] }
        paths:
          /a: { get: { x-internal: true, tags: [one] }, post: { tags: [two] } }
          /b: { get: { deprecated: false, size: 3 } }
        """

    @Test(arguments: [
        ("target: $.info, update: { title: B, version: '1' }", #"{"title":"B","tags":["x"],"version":"1"}"#, "/info"),
        ("target: $.info.tags, update: y", #"["x","y"]"#, "/info/tags"),
        ("target: $.info, update: { tags: [y] }", #"["x","y"]"#, "/info/tags"),
        ("target: '$[''info''][''title'']', update: B", #""B""#, "/info/title"),
        ("target: '$.paths[''/a''].get', remove: true", #"{"post":{"tags":["two"]}}"#, "/paths/~1a"),
        ("target: '$.paths.*[?@.x-internal == true]', remove: true", #"{"post":{"tags":["two"]}}"#, "/paths/~1a"),
        ("target: '$.paths.*[?(@.size > 2 && !@.tags)]', remove: true", "{}", "/paths/~1b"),
        ("target: '$..tags[0]', update: z", #"["z"]"#, "/paths/~1a/post/tags"),
        ("target: '$..tags[?@ == ''two'']', remove: true", "[]", "/paths/~1a/post/tags"),
        ("target: '$.paths.*.*', update: { x-seen: 1 }", #"{"deprecated":false,"size":3,"x-seen":1}"#, "/paths/~1b/get"),
        ("target: '$.paths[?length(@) == 2].get.tags', remove: true", #"{"x-internal":true}"#, "/paths/~1a/get"),
        ("target: '$.info.tags[-1:]', remove: true", "[]", "/info/tags"),
        ("target: '$.paths.*[?match(@.tags[0], ''o.e'')].tags', remove: true", #"{"x-internal":true}"#, "/paths/~1a/get"),
        ("target: '$.paths.*[?!search(@.tags[0], ''w'')]', update: { x: 1 }", #"{"tags":["two"]}"#, "/paths/~1a/post"),
        ("target: '$.info[?value(@[0]) == ''x'']', update: y", #"["x","y"]"#, "/info/tags"),
    ]) func `actions change what they select`(action: String, json: String, pointer: String) {
        let (changed, diagnostics) = run("overlay: 1.0.0\ninfo: {}\nactions: [{ \(action) }]\n")
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        #expect(changed?.node(at: pointer).map { String(decoding: $0.json(), as: UTF8.self) } == json)
    }

    @Test(arguments: [
        ("actions: []", "not-an-overlay"), ("overlay: 2.0.0\nactions: []", "unsupported-version"),
        ("overlay: 1.0.0\nactions: []", "missing-field"), ("overlay: 1.0.0\nactions: [{ update: {} }]", "missing-field"),
        ("overlay: 1.0.0\nactions: [{ target: info, update: {} }]", "wrong-target"),
        ("overlay: 1.0.0\nactions: [{ target: '$.a[', update: {} }]", "wrong-target"),
        ("overlay: 1.0.0\nactions: [{ target: '$.a[?match(@.b, c)]', update: {} }]", "wrong-target"),
        ("overlay: 1.0.0\nactions: [{ target: '$.a[?match(@.b, ''('')]', update: {} }]", "wrong-target"),
        ("overlay: 1.0.0\nactions: [{ target: '$..tags[?match(@, ''o'')]', remove: true }]", "no-target"),
        ("overlay: 1.0.0\nactions: [{ target: $, remove: true }]", "wrong-target"),
        ("overlay: 1.0.0\nactions: [{ target: $.none, remove: true }]", "no-target"),
        ("overlay: 1.0.0\nactions: [{ target: $.info }]", "no-effect"),
    ]) func `what an overlay has wrong is told in it`(overlay: String, code: String) {
        let (_, diagnostics) = run(overlay)
        #expect(diagnostics.map(\.code) == [code])
        #expect(diagnostics.first?.location?.file.path == "overlay.yaml")
    }

    @Test func `filters without an end in sight are refused`() {
        let text = "overlay: 1.0.0\nactions: [{ target: '$[?\(String(repeating: "(", count: 5_000))', remove: true }]"
        #expect(run(text).diagnostics.map(\.code) == ["wrong-target"])
        let nots = "overlay: 1.0.0\nactions: [{ target: '$[?\(String(repeating: "!", count: 5_000))@]', remove: true }]"
        #expect(run(nots).diagnostics.map(\.code) == ["wrong-target"])
    }

    private func run(_ overlay: String) -> (document: Document?, diagnostics: [Diagnostic]) {
        let (document, _) = readDocument(path: "openapi.yaml", bytes: Array(Self.document.utf8))
        let (changes, found) = readDocument(path: "overlay.yaml", bytes: Array(overlay.utf8))
        guard let document, let changes else { return (nil, found) }
        let (changed, diagnostics) = apply(changes, to: document)
        return (changed, diagnostics)
    }
}

@Suite struct `The work of an overlay` {
    private static let document: Document? = {
        let entries = (0..<1_000).map { "\"k\($0)\":{\"x\":\($0)}" }.joined(separator: ",")
        return readDocument(path: "openapi.json", bytes: Array("{\(entries)}".utf8)).0
    }()

    private func said(_ targets: [String], _ change: String = #""update":{"y":1}"#, stepsMax: Int = OverlayBudget.stepsMax)
        -> [String]
    {
        let actions = targets.map { "{\"target\":\"\($0)\",\(change)}" }.joined(separator: ",")
        let (overlay, found) = read("{\"overlay\":\"1.0.0\",\"actions\":[\(actions)]}", path: "overlay.json")
        guard let overlay, let document = Self.document else { return codes(found) }
        return codes(apply(overlay, to: document, stepsMax: stepsMax).1)
    }

    /// The least budget that is enough.
    private func steps(_ targets: [String]) -> Int {
        var (low, high) = (0, 400_000)
        while low < high {
            let middle = (low + high) / 2
            if said(targets, stepsMax: middle).contains("too-much-work") { low = middle + 1 } else { high = middle }
        }
        return low
    }

    @Test func `is refused above what it may take`() {
        let least = steps(["$..x"])
        #expect(
            least > 2_000 && said(["$..x"], stepsMax: least) == [] && said(["$..x"], stepsMax: least - 1) == ["too-much-work"])
    }

    @Test(arguments: [
        // What is asked from the root is asked once.
        ("$..[?@..x==$..y]", 40), ("$..[?$..x]", 12), ("$.*[*,*,*,*]", 20), ("$..*..*..*..*", 40), ("$..[?@.x==$.k1.x]", 20),
        ("$[\(Array(repeating: "*", count: 50).joined(separator: ","))]", 120),
    ])
    func `is a few looks at each value`(target: String, looks: Int) {
        #expect(steps([target]) < looks * 2_001)
    }

    @Test func `of queries within queries ends`() {
        #expect(said(["$..[?@..[?@..[?@..[?@..[?@..[?@.x==1]]]]]]"], stepsMax: 8_000) == ["too-much-work"])
        #expect(said(Array(repeating: "$..[?@.x==1]", count: 5_000), stepsMax: 1_000_000) == ["too-much-work"])
        #expect(said([String(repeating: "a", count: 70_000)]) == ["wrong-target"])
        #expect(said(["$[?search(@.x, '(?<=a)b')]"]) == ["wrong-target"])
    }

    @Test func `leaves a document within the limits of one that is read`() {
        let large = "[" + Array(repeating: "1", count: 1_000).joined(separator: ",") + "]"
        #expect(said(["$.*", "$.*"], "\"update\":{\"y\":\(large)}") == ["too-many-nodes"])
        let deep = String(repeating: "[", count: 250) + String(repeating: "]", count: 250)
        #expect(said(["$.k1"], "\"update\":{\"y\":\(deep)}") == [])
        #expect(said(["$.k1", "$.k1.y[0][0][0][0][0]"], "\"update\":{\"y\":\(deep)}") == ["too-deep"])
    }

    @Test func `selects what is within what it selects, too`() throws {
        let (before, _) = read(#"{"a":{"b":[{"b":1},{"b":2},3]}}"#, path: "openapi.json")
        let (removal, _) = read(
            #"{"overlay":"1.0.0","actions":[{"target":"$..b[2,0]","remove":true},{"target":"$..b","update":{"c":4}}]}"#,
            path: "o.json")
        let changed = apply(try #require(removal), to: try #require(before)).0
        #expect(
            String(decoding: changed.root.json(), as: UTF8.self) == #"{"a":{"b":[{"b":{"c":4}},{"c":4}]}}"#)
    }
}
