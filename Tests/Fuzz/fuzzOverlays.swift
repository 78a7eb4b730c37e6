// Overlays: whatever the query is, it is read or refused, and selects within its budget.

import WritSpec

private let changed: Document = {
    let text =
        #"{"a":{"b":[1,2,{"c":"x","d":[[],{}]}],"e":{"b":{"b":null}}},"info":{"title":"T","tags":["x","y"]},"n":[1.5,true]}"#
    guard let document = readDocument(path: "openapi.json", bytes: Array(text.utf8)).0 else { fail("no document") }
    return document
}()

/// The input is a query; an action updates what it selects, and another one removes it.
func fuzzOverlays(_ input: [UInt8]) {
    let query = String(decoding: input.filter { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }, as: UTF8.self)
    for action in [#""update":{"b":[{"c":1}]}"#, #""remove":true"#] {
        let text = "{\"overlay\":\"1.0.0\",\"actions\":[{\"target\":\"\(query)\",\(action)},{\"target\":\"\(query)\",\(action)}]}"
        guard let overlay = readDocument(path: "overlay.json", bytes: Array(text.utf8)).0 else { continue }
        let (result, diagnostics) = apply(overlay, to: changed)
        expect(diagnostics.count <= 8, "more to say than there are actions")
        expect(result.root.mapping != nil || !diagnostics.isEmpty, "the document is gone")
    }
}
