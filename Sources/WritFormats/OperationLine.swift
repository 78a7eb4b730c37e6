// What several operations of an API have in common, as a line: `0-3,7 pets`.

/// A text, and the numbers of the operations that it is said of: in order, each once.
package struct OperationLine: Equatable, Sendable {
    package var operations: [Int]
    package var text: String

    package init(operations: [Int], text: String) {
        self.operations = operations
        self.text = text
    }

    // MARK: Writing

    /// A line for each text, in the order of their first operations; what a line can't hold is left out.
    ///
    /// - Parameter texts: what is said of each operation.
    package static func lines(of texts: [[String]]) -> String {
        var order: [String] = []
        var numbers: [String: [Int]] = [:]
        for (number, texts) in texts.enumerated() {
            for text in texts where numbers[text]?.last != number {
                guard !text.isEmpty, !text.contains(where: \.isNewline) else { continue }
                if numbers[text] == nil { order.append(text) }
                numbers[text, default: []].append(number)
            }
        }
        return order.map { OperationLine(operations: numbers[$0] ?? [], text: $0).line }.joined(separator: "\n")
    }

    /// The line: runs of numbers with a hyphen, such as `0-3,7` for 0, 1, 2, 3 and 7, a blank and the text.
    package var line: String {
        var runs: [ClosedRange<Int>] = []
        for number in operations {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let words = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return words.joined(separator: ",") + " " + text
    }

    // MARK: Reading

    /// What is said of each of so many operations; numbers of others are passed over.
    package static func texts(in lines: String, operationCount: Int) -> [[String]] {
        var texts = Array(repeating: [String](), count: max(operationCount, 0))
        // By bytes: a character of Swift's may be a blank, or the end of a line, and what is drawn over it.
        for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2 else { continue }
            let text = String(Substring(words[1]))
            for run in words[0].split(separator: UInt8(ascii: ",")) {
                let words = run.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
                let ends = words.compactMap { Int(Substring($0)) }
                guard words.count <= 2, ends.count == words.count, let first = ends.first, let last = ends.last, first <= last
                else {
                    continue
                }
                for number in first..<max(first, min(last, texts.count - 1) + 1) { texts[number].append(text) }
            }
        }
        return texts
    }
}
