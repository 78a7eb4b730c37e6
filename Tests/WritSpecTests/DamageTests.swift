// Good documents cut and damaged: any bytes end in a document or an error.

import Foundation
import Testing
import WritSpec

private let good = """
    openapi: 3.1.0
    info: {title: "Pets \\u00e9", version: '1'}
    x-base: &base
      type: object   # shared
      required: [id, "na me"]
    paths:
      /pets/{id}:
        get:
          description: |
            Many words: é 😀
              deeper
          responses:
            200: {description: folded text}
            404: >-
              folded

              text
            default:
              - *base
              - ? a
                : b
              - <<: *base
                type: !!str 12
    """

@Suite struct DamageTests {
    private func check(_ bytes: [UInt8]) {
        for path in ["t.yaml", "t.json"] {
            let (document, diagnostics) = readDocument(path: path, bytes: bytes)
            #expect(document != nil || diagnostics.hasErrors)
            #expect(DiagnosticRenderer().text(diagnostics).isEmpty == diagnostics.isEmpty)
        }
    }

    /// A small generator with a fixed seed.
    private struct Randoms: RandomNumberGenerator {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private var samples: [[UInt8]] {
        [Array(good.utf8), read(good).0?.root.json() ?? []]
    }

    @Test func `a document cut at every byte never crashes`() {
        for bytes in samples {
            for end in bytes.indices { check(Array(bytes[..<end])) }
        }
    }

    @Test func `a document with bytes swapped, changed or doubled never crashes`() {
        var randoms = Randoms()
        let specials = Array("{}[]:,-?!&*'\"|>%@`#\t\n\r \\\u{0}<~\u{2028}é".utf8)
        for bytes in samples {
            for round in 0..<600 {
                var damaged = bytes
                for _ in 0...(round % 4) {
                    let (first, second) = (
                        Int.random(in: damaged.indices, using: &randoms),
                        Int.random(in: damaged.indices, using: &randoms)
                    )
                    switch round % 3 {
                    case 0: damaged.swapAt(first, second)
                    case 1: damaged[first] = specials.randomElement(using: &randoms) ?? 0
                    default: damaged.insert(damaged[second], at: first)
                    }
                }
                check(damaged)
            }
        }
    }

    @Test(
        .enabled(if: hasCorpus, "needs the corpus (WRIT_CORPUS)"),
        arguments: ["specs/museum/openapi.yaml", "specs/oai-examples/v3.0/uspto.json"])
    func `a published document cut at every 37th byte never crashes`(name: String) {
        guard let bytes = loadDocument(path: corpus.appending(path: name).path).0?.file.bytes else {
            Issue.record("\(name) can't be read")
            return
        }
        for end in stride(from: 0, to: bytes.count, by: 37) { check(Array(bytes[..<end])) }
    }
}
