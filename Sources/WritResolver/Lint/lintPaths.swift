// Paths of which each is the more literal one in another place: a request may fit both.

internal import WritSpec

extension Resolution {
    /// More paths than these are not compared with each other.
    private static let comparedPathsMax = 2_000
    /// Neither are more of their segments.
    private static let comparedSegmentsMax = 5_000_000

    private struct PathSegments {
        let text: String
        let segments: [Substring]
        let place: Place
        let location: SourceLocation?
    }

    /// `/books/{id}/covers` and `/books/latest/{part}`: the specification leaves to the tool which one answers.
    func lintPaths() {
        guard let paths = root["paths"] else { return }
        let all = paths.entries.filter { $0.key.hasPrefix("/") }.map { text, place in
            PathSegments(
                text: text, segments: text.split(separator: "/", omittingEmptySubsequences: false), place: place,
                location: paths.keyLocation(text))
        }
        guard all.count <= Self.comparedPathsMax else { return }
        let byCount = Dictionary(grouping: all) { $0.segments.count }
        var segmentsLeft = Self.comparedSegmentsMax
        for (_, group) in byCount.sorted(by: { $0.key < $1.key }) {
            for (index, first) in group.enumerated() {
                for second in group[(index + 1)...] where segmentsLeft > 0 { compare(first, second, &segmentsLeft) }
            }
        }
    }

    private func compare(_ first: PathSegments, _ second: PathSegments, _ segmentsLeft: inout Int) {
        var example: [Substring] = []
        var winner: Bool?
        var isMixed = false
        for (one, two) in zip(first.segments, second.segments) {
            segmentsLeft -= 1
            let (isOneOpen, isTwoOpen) = (isParameter(one), isParameter(two))
            // What stands beside a parameter is compared by nobody here.
            if !isOneOpen && one.contains("{") || !isTwoOpen && two.contains("{") { return }
            if !isOneOpen, !isTwoOpen, one != two { return }
            example.append(isOneOpen ? two : one)
            if isOneOpen == isTwoOpen { continue }
            if winner == nil { winner = isTwoOpen } else if winner != isTwoOpen { isMixed = true }
        }
        guard isMixed, let winner, sharesMethod(first.place, second.place) else { return }
        warn(
            "ambiguous-path",
            "`\(second.text)` and `\(first.text)` both fit `\(example.joined(separator: "/"))`: `\(winner ? first.text : second.text)` answers",
            at: second.place, location: second.location, hint: "let them differ in a literal segment")
    }

    private func isParameter(_ segment: Substring) -> Bool {
        segment.hasPrefix("{") && segment.firstIndex(of: "}") == segment.index(before: segment.endIndex)
    }

    private func sharesMethod(_ first: Place, _ second: Place) -> Bool {
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
        guard let one = follow(first, as: .pathItem), let two = follow(second, as: .pathItem) else { return false }
        return methods.contains { one[$0] != nil && two[$0] != nil }
    }
}
