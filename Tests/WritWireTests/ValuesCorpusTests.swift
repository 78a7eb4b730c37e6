// The formats of JSON Schema's own test suite: date, date-time, uuid.

import Foundation
import Testing
import WritInputs

@testable import WritWire

@Suite(.enabled(if: PublishedRequests.arePresent, "the corpus folder is not beside the repository; set WRIT_CORPUS to it"))
struct `JSON Schema's tests of formats` {
    @Test(arguments: ["date", "date-time", "uuid"])
    func `are met`(format: String) throws {
        let file = PublishedCorpus.folder.appendingPathComponent("jsonschema/tests/draft2020-12/optional/format/\(format).json")
        let groups = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
        for test in groups.flatMap({ $0["tests"] as? [[String: Any]] ?? [] }) {
            guard let text = test["data"] as? String, let isValid = test["valid"] as? Bool else { continue }
            let isRead =
                switch format {
                case "date": CalendarDate(text) != nil
                case "date-time": DateTime(text) != nil
                default: UniqueID(text) != nil
                }
            #expect(isRead == isValid, "\(format): \(text) (\(test["description"] ?? ""))")
        }
    }
}
