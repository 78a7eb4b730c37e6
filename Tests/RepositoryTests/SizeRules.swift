// How long files and functions may be, and how large what git holds.

import Foundation
import Testing

@Suite("Sizes")
struct SizeRules {
    static let handwritten = Repository.swiftFiles.filter { !$0.isUnder("Generated") }

    @Test(arguments: handwritten)
    func `a file has 500 lines at most`(file: SourceText) {
        #expect(file.lines.count <= 501)
    }

    @Test(arguments: handwritten)
    func `a function has 70 lines at most`(file: SourceText) {
        for function in functions(in: file.code) {
            #expect(function.lineCount <= 70, "\(file.path):\(function.firstLine)")
        }
    }

    @Test func `no file is larger than 512 KB`() throws {
        for path in Repository.paths {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: Repository.root.appendingPathComponent(path).path)
            #expect((attributes[.size] as? Int ?? 0) <= 512 * 1024, "\(path)")
        }
    }

    @Test func `the scanner sees functions through strings, comments and closures`() {
        let source = ##"""
            struct Sample {
                init(_ body: () -> Void = {}) {
                    print("} \(body) {", #"{"#) // }
                }
                /* { /* { */ */
                func outer() -> Int {
                    func inner() { }
                    return 1
                }
                var value: Int { 2 }
            }
            """##
        let extents = functions(in: blankNonCode(source)).map { [$0.firstLine, $0.lineCount] }
        #expect(extents == [[2, 3], [7, 1], [6, 4]])
    }
}
