// Finds the operation for a method and a path: a prefix tree over path segments in flat memory, laid out once.

internal import WritFormats

/// The routes of one API.
///
/// A path is matched segment by segment; a literal wins over a parameter where both fit, and the search goes back to the
/// parameter where the literal leads nowhere. Literals are compared with the percent-decoded segment, an encoded slash
/// (`%2F`) stays inside its segment, and a slash at the end of a path is a segment of its own: `/pets/` is not `/pets`.
///
/// The literals below a node are found by their hash: a segment costs the same among three of them and among thousands.
// Written by `init` alone, read-only ever after; that is why it may claim to be Sendable.
@safe
public final class RouteTable: @unchecked Sendable {
    /// Path parameters that one route may have.
    public static let capturesMax = 12

    /// A place in the tree; node 0 is the root, and nobody's child.
    struct Node {
        /// The hash table of the literal children: its first slot, and how many there are: a power of two, or 0.
        var slotStart: UInt32 = 0
        var slotCount: UInt32 = 0
        /// The child for any segment; 0: none.
        var parameter: UInt32 = 0
        /// The children for segments of literals and parameters together.
        var mixedStart: UInt32 = 0
        var mixedCount: UInt32 = 0
        /// The row of operations of a path that ends here.
        var row: UInt32 = 0
        /// The methods that the contract has for a path that ends here; empty: it ends at no route.
        var methods = HTTPMethodSet()
    }

    /// A place for a literal child in its parent's hash table.
    struct Slot {
        var hash: UInt32 = 0
        /// Where the literal stands in `bytes`.
        var offset: UInt32 = 0
        var count: UInt32 = 0
        /// The child; 0: the slot is empty.
        var node: UInt32 = 0
    }

    /// A child for segments of literals and parameters together.
    struct Mixed {
        let pattern: SegmentPattern
        let node: UInt32
    }

    /// An operation whose method `HTTPMethod` has no name for, at the node where its path ends.
    struct Additional {
        let place: Int
        let method: [UInt8]
        let operation: Int
    }

    /// An operation's number for each method, -1 for none.
    typealias Row = InlineArray<11, Int32>

    private let nodes: UnsafeMutableBufferPointer<Node>
    private let slots: UnsafeMutableBufferPointer<Slot>
    private let rows: UnsafeMutableBufferPointer<Row>
    private let bytes: UnsafeMutableRawBufferPointer
    private let mixed: [Mixed]
    /// By the nodes where their paths end.
    let additional: [Int: [Additional]]
    /// The names of their methods, each once.
    let additionalMethods: [[UInt8]]

    /// Reads routes from lines such as `GET /pets/{petId} showPet`, whose third word doesn't matter here; the operation's
    /// number is the line's, counted from 0.
    ///
    /// - Parameter basePath: A path that stands before all of them, without a slash at its end; not before a path behind
    ///   `^`, as in `GET ^/v2/pets listPets`.
    public convenience init(basePath: String = "", _ list: StaticString) {
        self.init(basePath: basePath, lines: "\(list)")
    }

    /// The same for a list that is made at run time.
    package init(basePath: String = "", lines: String) {
        var tree = RouteTree()
        for (number, line) in RouteLine.lines(of: lines).enumerated() {
            guard let line else { preconditionFailure("a route is a method and a path") }
            // What is received has no path until the application gives it one.
            if line.isReceived { continue }
            tree.insert(line.method, line.isWhole ? String(line.path) : basePath + line.path, operation: number)
        }
        let layout = RouteLayout(tree)
        // Each is as large as what is copied into it.
        unsafe nodes = .allocate(capacity: layout.nodes.count)
        _ = unsafe nodes.initialize(from: layout.nodes)
        unsafe slots = .allocate(capacity: layout.slots.count)
        _ = unsafe slots.initialize(from: layout.slots)
        unsafe rows = .allocate(capacity: layout.rows.count)
        _ = unsafe rows.initialize(from: layout.rows)
        unsafe bytes = .allocate(byteCount: layout.bytes.count, alignment: 1)
        unsafe bytes.copyBytes(from: layout.bytes)
        mixed = layout.mixed
        additional = Dictionary(grouping: layout.additional, by: \.place)
        additionalMethods = layout.additional.reduce(into: []) { methods, next in
            if !methods.contains(next.method) { methods.append(next.method) }
        }
    }

    deinit {
        // All of it is trivial: there is nothing to deinitialize.
        unsafe nodes.deallocate()
        unsafe slots.deallocate()
        unsafe rows.deallocate()
        unsafe bytes.deallocate()
    }

    /// - Parameter path: As it came, percent-encoded, without the query.
    public func match(_ method: HTTPMethod, _ path: UnsafeRawBufferPointer) -> RouteMatch {
        var captures = RouteCaptures()
        guard let end = unsafe place(of: path, &captures) else { return .notFound }
        // A node's row is one of the rows, and a row has an operation for each method.
        let operation = unsafe rows[Int(nodes[end].row)][Int(method.rawValue)]
        return operation >= 0 ? .operation(Int(operation), captures) : .methodNotAllowed(place: end)
    }

    /// The numbers of the operations at a path, in no order; nil where the path leads nowhere.
    ///
    /// - Parameter path: As for `match`.
    package func operations(at path: UnsafeRawBufferPointer) -> [Int]? {
        var captures = RouteCaptures()
        guard let end = unsafe place(of: path, &captures) else { return nil }
        // A node's row is one of the rows.
        let row = unsafe rows[Int(nodes[end].row)]
        let usual = row.indices.map { Int(row[$0]) }.filter { $0 >= 0 }
        return Array(Set(usual)).sorted() + (additional[end] ?? []).map(\.operation)
    }

    /// The node where the whole path ends: one of the tree's.
    @inline(__always)
    func place(of path: UnsafeRawBufferPointer, _ captures: inout RouteCaptures) -> Int? {
        // The first byte is looked at only where there is one.
        guard path.count > 0, unsafe path[0] == UInt8(ascii: "/") else { return nil }
        return unsafe find(path, from: 1, below: 0, &captures)
    }

    /// Those of a node that `HTTPMethod` has names for; `.other` stands for more.
    func methods(at place: Int) -> HTTPMethodSet {
        // A place is the index of a node: `match` hands out no other.
        unsafe nodes.indices.contains(place) ? nodes[place].methods : HTTPMethodSet()
    }

    /// The node where the path from `start` on ends. Each node is tried at most once: its depth is the segment's number.
    private func find(
        _ path: UnsafeRawBufferPointer, from start: Int, below parent: Int, _ captures: inout RouteCaptures
    ) -> Int? {
        var start = start
        var parent = parent
        while true {
            let (end, isEncoded) = unsafe endOfSegment(path, from: start)
            // Children are nodes of the tree.
            let node = unsafe nodes[parent]
            let literal = unsafe literalChild(of: node, path, start, end, isEncoded)
            // An empty segment is no value for a path parameter.
            let parameter = start < end ? Int(node.parameter) : 0
            if node.mixedCount > 0 {
                return unsafe findMixed(path, start, end, node, literal, &captures)
            }
            if let literal {
                if end == path.count {
                    if unsafe !nodes[literal].methods.isEmpty { return literal }
                } else if parameter == 0 {
                    (parent, start) = (literal, end + 1)
                    continue
                } else {
                    let count = captures.count
                    if let found = unsafe find(path, from: end + 1, below: literal, &captures) { return found }
                    captures.truncate(to: count)
                }
            }
            guard parameter != 0, captures.append(start, end) else { return nil }
            if end == path.count { return unsafe nodes[parameter].methods.isEmpty ? nil : parameter }
            (parent, start) = (parameter, end + 1)
        }
    }

    /// The same where a node has children for segments of literals and parameters together: each child that fits is tried,
    /// a literal before these, and these before a parameter alone.
    @inline(never)
    private func findMixed(
        _ path: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ node: Node, _ literal: Int?,
        _ captures: inout RouteCaptures
    ) -> Int? {
        let count = captures.count
        if let literal, let found = unsafe goOn(path, end, literal, &captures) { return found }
        captures.truncate(to: count)
        for child in mixed[Int(node.mixedStart)..<Int(node.mixedStart + node.mixedCount)] {
            if unsafe child.pattern.match(path, start..<end, &captures),
                let found = unsafe goOn(path, end, Int(child.node), &captures)
            {
                return found
            }
            captures.truncate(to: count)
        }
        guard start < end, node.parameter != 0, captures.append(start, end) else { return nil }
        return unsafe goOn(path, end, Int(node.parameter), &captures)
    }

    /// The node where the path ends whose segment before `end` led to `node`.
    private func goOn(
        _ path: UnsafeRawBufferPointer, _ end: Int, _ node: Int, _ captures: inout RouteCaptures
    ) -> Int? {
        // Children are nodes of the tree.
        if end == path.count { return unsafe nodes[node].methods.isEmpty ? nil : node }
        return unsafe find(path, from: end + 1, below: node, &captures)
    }

    /// Where the segment ends that begins at `start`, and whether anything in it is percent-encoded.
    @inline(__always)
    private func endOfSegment(_ path: UnsafeRawBufferPointer, from start: Int) -> (end: Int, isEncoded: Bool) {
        var end = start
        var isEncoded = false
        // `end` stays below the path's length.
        while end < path.count, case let byte = unsafe path[end], byte != UInt8(ascii: "/") {
            if byte == UInt8(ascii: "%") { isEncoded = true }
            end += 1
        }
        return (end, isEncoded)
    }

    @inline(__always)
    private func literalChild(
        of node: Node, _ path: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ isEncoded: Bool
    ) -> Int? {
        if node.slotCount == 0 { return nil }
        // The segment lies within the path.
        let segment = unsafe UnsafeRawBufferPointer(rebasing: path[start..<end])
        if isEncoded { return unsafe decodedChild(of: node, segment) }
        return unsafe child(of: node, named: segment)
    }

    @inline(never)
    private func decodedChild(of node: Node, _ segment: UnsafeRawBufferPointer) -> Int? {
        guard let decoded = percentDecoded(unsafe Array(segment)) else { return nil }
        // The array lends its bytes for the closure.
        return unsafe decoded.withUnsafeBytes { unsafe child(of: node, named: $0) }
    }

    @inline(__always)
    private func child(of node: Node, named segment: UnsafeRawBufferPointer) -> Int? {
        let hash = unsafe RouteLayout.hash(segment)
        let mask = node.slotCount - 1
        var index = hash & mask
        while true {
            // The mask keeps the index within the node's slots. One of them is empty, which ends the search.
            let slot = unsafe slots[Int(node.slotStart + index)]
            if slot.node == 0 { return nil }
            if slot.hash == hash && Int(slot.count) == segment.count {
                // A slot's literal lies within `bytes`, and the segment is just as long.
                let literal = unsafe UnsafeRawBufferPointer(rebasing: bytes[Int(slot.offset)..<Int(slot.offset + slot.count)])
                if unsafe literal.equals(segment) { return Int(slot.node) }
            }
            index = (index + 1) & mask
        }
    }
}
