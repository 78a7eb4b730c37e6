// References: whatever leads where, resolving a document ends, and takes no more work than its length allows.

import WritResolver
import WritSpec

/// By its bytes, a document of schemas that refer to each other is put together.
func fuzzReferences(_ input: [UInt8]) {
    var bytes = input[...]
    let count = Int(bytes.popFirst() ?? 0) % 24 + 2
    var schemas: [String] = []
    for index in 0..<count { schemas.append("\"S\(index)\":\(schema(&bytes, count, depth: 0))") }
    let version = count % 3 == 0 ? "3.0.3" : "3.1.0"
    let media = ##"{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}}"##
    let response = ##"{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/S1"}}}}"##
    let text = """
        {"openapi":"\(version)","info":{"title":"T","version":"1"},
        "paths":{"/a":{"post":{"requestBody":\(media),"responses":{"200":\(response)}}}},
        "components":{"schemas":{\(schemas.joined(separator: ","))}}}
        """
    let (document, _) = readDocument(path: "openapi.json", bytes: Array(text.utf8))
    guard let document else { fail("the document is none") }
    let cost = resolutionCost(DocumentLibrary(main: document))
    // One step more may count for many, and what is open when the steps are spent ends by itself.
    expect(cost.steps <= cost.stepsMax + 4_000_000, "\(cost.steps) steps: \(text)")
    _ = check(DocumentLibrary(main: document))
    _ = report(DocumentLibrary(main: document))
}

private func schema(_ bytes: inout ArraySlice<UInt8>, _ count: Int, depth: Int) -> String {
    let byte = bytes.popFirst() ?? 0
    func reference() -> String { "{\"$ref\":\"#/components/schemas/S\(Int(bytes.popFirst() ?? 0) % count)\"}" }
    func inner() -> String { depth < 3 && byte & 128 == 0 ? schema(&bytes, count, depth: depth + 1) : reference() }
    func list() -> String { "[" + (0..<Int(byte >> 4) % 4 + 1).map { _ in inner() }.joined(separator: ",") + "]" }
    switch byte % 16 {
    case 0: return reference()
    case 1: return #"{"type":"string","enum":["a","b"]}"#
    case 2, 3: return "{\"allOf\":\(list())}"
    case 4: return "{\"oneOf\":\(list())}"
    case 5: return "{\"anyOf\":\(list())}"
    case 6, 7: return "{\"type\":\"object\",\"properties\":{\"a\":\(inner()),\"b\":\(inner())}}"
    case 8: return "{\"type\":\"array\",\"items\":\(inner())}"
    case 9: return "{\"not\":\(inner())}"
    case 10: return "{\"if\":\(inner()),\"then\":\(inner())}"
    case 11: return "{\"allOf\":\(list()),\"type\":\"object\",\"properties\":{\"c\":\(inner())}}"
    case 12: return "{\"allOf\":\(list()),\"discriminator\":{\"propertyName\":\"k\"}}"
    case 13: return "{\"$dynamicAnchor\":\"n\",\"items\":{\"$dynamicRef\":\"#n\"},\"oneOf\":\(list())}"
    case 14: return "{\"additionalProperties\":\(inner()),\"default\":{\"a\":{}}}"
    default: return "{\"patternProperties\":{\"^a\":\(inner())},\"unevaluatedProperties\":false,\"anyOf\":\(list())}"
    }
}
