// Finds the operation for a method and a path: a prefix tree over path segments, built once from the contract's list.

/// The routes of one API.
///
/// A path is matched segment by segment; a literal wins over a parameter where both fit, and the search goes back to the
/// parameter where the literal leads nowhere. Literals are compared with the percent-decoded segment, an encoded slash
/// (`%2F`) stays inside its segment, and a slash at the end of a path is a segment of its own: `/pets/` is not `/pets`.
public struct RouteTable: Sendable {
    /// Path parameters that one route may have.
    public static let capturesMax = 12

    private struct Node: Sendable {
        /// Literal children, sorted by their bytes.
        var literals: [(bytes: [UInt8], node: Int)] = []
        /// The child for any segment; 0: none, since the root is nobody's child.
        var parameter = 0
        /// Operations by method (`HTTPMethod.rawValue`); nil: the path ends at no route.
        var operations: [Int32]?
    }

    private var nodes: [Node] = [Node()]

    /// Reads routes from lines such as `GET /pets/{petId} showPet`, whose third word doesn't matter here; the operation's number is the line's, counted from 0.
    ///
    /// - Parameter basePath: A path that stands before all of them, without a slash at its end.
    public init(basePath: String = "", _ list: StaticString) {
        let lines = "\(list)".split(separator: "\n")
        for (number, line) in lines.enumerated() {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count >= 2, let method = HTTPMethod(name: parts[0]) else {
                preconditionFailure("a route is a method and a path")
            }
            insert(method, basePath + parts[1], operation: number)
        }
    }

    private mutating func insert(_ method: HTTPMethod, _ path: String, operation: Int) {
        var node = 0
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let isParameter = segment.hasPrefix("{") && segment.hasSuffix("}")
            node = isParameter ? parameterChild(of: node) : literalChild(of: node, Array(segment.utf8))
        }
        var operations = nodes[node].operations ?? Array(repeating: -1, count: HTTPMethod.allCases.count)
        operations[Int(method.rawValue)] = Int32(operation)
        nodes[node].operations = operations
    }

    private mutating func parameterChild(of node: Int) -> Int {
        if nodes[node].parameter == 0 {
            nodes.append(Node())
            nodes[node].parameter = nodes.count - 1
        }
        return nodes[node].parameter
    }

    private mutating func literalChild(of node: Int, _ segment: [UInt8]) -> Int {
        let bytes = percentDecoded(segment) ?? segment
        if let known = nodes[node].literals.first(where: { $0.bytes == bytes }) { return known.node }
        nodes.append(Node())
        let place = nodes[node].literals.firstIndex { bytes.lexicographicallyPrecedes($0.bytes) }
        nodes[node].literals.insert((bytes, nodes.count - 1), at: place ?? nodes[node].literals.endIndex)
        return nodes.count - 1
    }

    // MARK: Matching

    /// - Parameter path: As it came, percent-encoded, without the query.
    public func match(_ method: HTTPMethod, _ path: UnsafeRawBufferPointer) -> RouteMatch {
        var captures = RouteCaptures()
        // The first byte is looked at only where there is one.
        guard path.count > 0, unsafe path[0] == UInt8(ascii: "/"),
            let node = unsafe find(path, from: 1, node: 0, &captures), let operations = nodes[node].operations
        else { return .notFound }
        let operation = operations[Int(method.rawValue)]
        if operation >= 0 { return .operation(Int(operation), captures) }
        if method == .head, operations[Int(HTTPMethod.get.rawValue)] >= 0 {
            return .operation(Int(operations[Int(HTTPMethod.get.rawValue)]), captures)
        }
        return .methodNotAllowed(allow: allow(operations))
    }

    /// The methods of a path as the field `Allow` lists them: HEAD comes with GET, OPTIONS always.
    private func allow(_ operations: [Int32]) -> String {
        var methods = HTTPMethod.allCases.filter { operations[Int($0.rawValue)] >= 0 }
        if methods.contains(.get), !methods.contains(.head) { methods.append(.head) }
        if !methods.contains(.options) { methods.append(.options) }
        return methods.map(\.name).joined(separator: ", ")
    }

    /// The node where the path from `start` on ends. Each node is tried at most once: its depth is the segment's number.
    private func find(
        _ path: UnsafeRawBufferPointer, from start: Int, node: Int, _ captures: inout RouteCaptures
    ) -> Int? {
        var end = start
        var isEncoded = false
        // `end` stays below the path's length.
        while end < path.count, case let byte = unsafe path[end], byte != UInt8(ascii: "/") {
            if byte == UInt8(ascii: "%") { isEncoded = true }
            end += 1
        }
        let segment = unsafe UnsafeRawBufferPointer(rebasing: path[start..<end])
        let isLast = end == path.count
        if let child = unsafe literal(of: nodes[node], segment, isEncoded) {
            if isLast {
                if nodes[child].operations != nil { return child }
            } else if let found = unsafe find(path, from: end + 1, node: child, &captures) {
                return found
            }
        }
        let child = nodes[node].parameter
        // An empty segment is no value for a path parameter.
        guard child != 0, start < end, captures.append(start..<end) else { return nil }
        if isLast {
            if nodes[child].operations != nil { return child }
        } else if let found = unsafe find(path, from: end + 1, node: child, &captures) {
            return found
        }
        captures.removeLast()
        return nil
    }

    private func literal(of node: Node, _ segment: UnsafeRawBufferPointer, _ isEncoded: Bool) -> Int? {
        if node.literals.isEmpty { return nil }
        if isEncoded {
            guard let decoded = percentDecoded(unsafe Array(segment)) else { return nil }
            return node.literals.first { $0.bytes == decoded }?.node
        }
        var (low, high) = (0, node.literals.count)
        while low < high {
            let middle = (low + high) / 2
            switch unsafe compare(node.literals[middle].bytes, segment) {
            case 0: return node.literals[middle].node
            case ..<0: low = middle + 1
            default: high = middle
            }
        }
        return nil
    }

    private func compare(_ literal: [UInt8], _ segment: UnsafeRawBufferPointer) -> Int {
        // Both indices stay below the shorter length.
        for index in 0..<min(literal.count, segment.count) where unsafe literal[index] != segment[index] {
            return unsafe Int(literal[index]) - Int(segment[index])
        }
        return literal.count - segment.count
    }
}

public enum RouteMatch: Sendable {
    case operation(Int, RouteCaptures)
    case methodNotAllowed(allow: String)
    case notFound
}

/// Where the path parameters of a match stand in the path.
public struct RouteCaptures: Sendable {
    private var starts = InlineArray<12, UInt16>(repeating: 0)
    private var ends = InlineArray<12, UInt16>(repeating: 0)
    public private(set) var count = 0

    public init() {}

    /// The bytes of the path that are the value of parameter `index`, counted from the left.
    public subscript(index: Int) -> Range<Int> {
        precondition(index >= 0 && index < count)
        return Int(starts[index])..<Int(ends[index])
    }

    /// False where the range lies too far behind to be noted.
    mutating func append(_ range: Range<Int>) -> Bool {
        guard count < RouteTable.capturesMax, range.upperBound <= Int(UInt16.max) else { return false }
        starts[count] = UInt16(range.lowerBound)
        ends[count] = UInt16(range.upperBound)
        count += 1
        return true
    }

    mutating func removeLast() { count -= 1 }
}
