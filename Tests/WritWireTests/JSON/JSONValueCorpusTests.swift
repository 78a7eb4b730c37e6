// Nicolas Seriot's JSONTestSuite: what must be read, what must be refused, and what may be either but harms nobody.

import Foundation
import Testing
import WritInputs

@testable import WritWire

@Suite(.enabled(if: JSONCorpus.isPresent, "the corpus folder is not beside the repository; set WRIT_CORPUS to it"))
struct `The JSON test suite` {
    @Test(arguments: JSONCorpus.files)
    func `is met`(file: URL) throws {
        let name = file.lastPathComponent
        let bytes = [UInt8](try Data(contentsOf: file))
        let (value, error) = readFreeValue(bytes)
        if name.hasPrefix("y_") { #expect(error == nil, "\(name)") }
        if name.hasPrefix("n_") { #expect(error != nil, "\(name)") }
        guard let value else { return }
        // What is written back is the same value again, and the same to another reader.
        let written = Array(text(of: value).utf8)
        #expect(readFreeValue(written).value == value, "\(name)")
        let (ours, theirs) = (try? JSONCorpus.object(written), try? JSONCorpus.object(bytes))
        if let ours, let theirs { #expect(ours.isEqual(theirs), "\(name)") }
    }

    @Test(arguments: JSONCorpus.files)
    func `harms nobody when a text ends too early`(file: URL) throws {
        let bytes = [UInt8](try Data(contentsOf: file))
        guard bytes.count <= 200 else { return }
        for length in 0..<bytes.count { _ = readFreeValue(Array(bytes.prefix(length))) }
    }
}

enum JSONCorpus {
    static let files = ["test_parsing", "test_transform"].flatMap { folder in
        let path = PublishedCorpus.folder.appendingPathComponent("json/JSONTestSuite/\(folder)")
        return (try? FileManager.default.contentsOfDirectory(at: path, includingPropertiesForKeys: nil)) ?? []
    }.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }

    static var isPresent: Bool { !files.isEmpty }

    /// The value as Foundation reads it.
    static func object(_ bytes: [UInt8]) throws -> NSObject? {
        try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? NSObject
    }
}
