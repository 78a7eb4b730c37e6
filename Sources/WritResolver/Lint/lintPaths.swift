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
        guard let paths = root[.paths] else { return }
        let all = paths.entries.filter { $0.key.hasPrefix("/") }.map { text, place in
            PathSegments(
                text: text, segments: text.split(separator: "/", omittingEmptySubsequences: false), place: place,
                location: paths.keyLocation(text))
        }
        guard all.count <= Self.comparedPathsMax else { return }
        var tree = PathTree()
        var segmentsLeft = Self.comparedSegmentsMax
        // What stands beside a parameter in its segment is compared by nobody here.
        for (index, path) in all.enumerated() where path.segments.allSatisfy({ isParameter($0) || !$0.contains("{") }) {
            let segments = path.segments.map { isParameter($0) ? nil : $0 }
            for earlier in tree.matches(of: segments, &segmentsLeft).sorted() where segmentsLeft > 0 {
                compare(all[earlier], path, &segmentsLeft)
            }
            tree.add(segments, index)
        }
    }

    /// Paths by their segments, nil for parameters: those that one request may fit too are found without a look at the others.
    private struct PathTree {
        private struct Node {
            var literals: [Substring: Int] = [:]
            var parameter: Int?
            var ends: [Int] = []
        }

        // By their numbers: objects that hold each other would end one inside the other, as deep as the longest path.
        private var nodes = [Node()]

        mutating func add(_ segments: [Substring?], _ index: Int) {
            var number = 0
            for segment in segments {
                let known = segment.map { nodes[number].literals[$0] } ?? nodes[number].parameter
                let next = known ?? nodes.count
                if known == nil {
                    nodes.append(Node())
                    if let segment { nodes[number].literals[segment] = next } else { nodes[number].parameter = next }
                }
                number = next
            }
            nodes[number].ends.append(index)
        }

        /// None once the segments that may be looked at are used up.
        func matches(of segments: [Substring?], _ segmentsLeft: inout Int) -> [Int] {
            var reached = [0]
            for segment in segments {
                segmentsLeft -= reached.count
                guard segmentsLeft > 0 else { return [] }
                reached = reached.flatMap { number in
                    let node = nodes[number]
                    let literals = segment.map { node.literals[$0].map { [$0] } ?? [] } ?? Array(node.literals.values)
                    return literals + [node.parameter].compactMap { $0 }
                }
            }
            return reached.flatMap { nodes[$0].ends }
        }
    }

    private func compare(_ first: PathSegments, _ second: PathSegments, _ segmentsLeft: inout Int) {
        var example: [Substring] = []
        var winner: Bool?
        var isMixed = false
        for (one, two) in zip(first.segments, second.segments) {
            segmentsLeft -= 1
            let (isOneOpen, isTwoOpen) = (isParameter(one), isParameter(two))
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
        let methods = [Keyword.get, .put, .post, .delete, .options, .head, .patch, .trace, .query]
        guard let one = pathItems(first), let two = pathItems(second) else { return false }
        return methods.contains { method in one.contains { $0[method] != nil } && two.contains { $0[method] != nil } }
    }
}
