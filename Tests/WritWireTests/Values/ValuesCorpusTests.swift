// The formats of JSON Schema's own test suite: what those say that have a type of their own.

import Foundation
import Testing
import WritInputs

@testable import WritWire

@Suite(.enabled(if: PublishedRequests.arePresent, "the corpus folder is not beside the repository; set WRIT_CORPUS to it"))
struct `JSON Schema's tests of formats` {
    @Test(arguments: ["date", "date-time", "time", "duration", "uuid", "uri", "ipv4", "ipv6"])
    func `are met`(format: String) throws {
        let file = PublishedCorpus.folder.appendingPathComponent("jsonschema/tests/draft2020-12/optional/format/\(format).json")
        let groups = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
        for test in groups.flatMap({ $0["tests"] as? [[String: Any]] ?? [] }) {
            guard let text = test["data"] as? String, let isValid = test["valid"] as? Bool else { continue }
            // A number of 77 digits: the grammar has no limit, Int has one.
            if text.hasPrefix("P9999999999") { continue }
            let isRead =
                switch format {
                case "date": CalendarDate(text) != nil
                case "date-time": DateTime(text) != nil
                case "time": TimeOfDay(text) != nil
                case "duration": CalendarDuration(text) != nil
                case "uri": URI(text) != nil
                case "ipv4": IPv4Address(text) != nil
                case "ipv6": IPv6Address(text) != nil
                default: UniqueID(text) != nil
                }
            #expect(isRead == isValid, "\(format): \(text) (\(test["description"] ?? ""))")
        }
    }
}
