// The tree of routes while it is put together, and its layout in flat memory.

/// A prefix tree over path segments that still grows.
struct RouteTree {
    struct Node {
        /// Literal children by their bytes, in the order of the list.
        var literals: [(bytes: [UInt8], node: Int)] = []
        /// Where each literal stands in `literals`.
        var places: [[UInt8]: Int] = [:]
        /// Children for segments of literals and parameters together, the ones with most of a literal first.
        var mixed: [(pattern: SegmentPattern, node: Int)] = []
        /// The child for any segment; nil: none.
        var parameter: Int?
        var operations: [HTTPMethod: Int] = [:]
        /// Those of methods that `HTTPMethod` has no name for, in the order of the list.
        var additional: [(method: [UInt8], operation: Int)] = []
    }

    private(set) var nodes: [Node] = [Node()]

    /// - Parameter method: As a request line spells it.
    mutating func insert(_ method: Substring, _ path: String, operation: Int) {
        var node = 0
        for bytes in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let segment = Substring(bytes)
            let pattern = SegmentPattern(segment)
            if pattern.parameterCount == 0 {
                node = literalChild(of: node, Array(segment.utf8))
            } else {
                node = pattern.isWhole ? parameterChild(of: node) : mixedChild(of: node, pattern)
            }
        }
        if let known = HTTPMethod(name: method) {
            nodes[node].operations[known] = operation
        } else {
            nodes[node].additional.append((Array(method.utf8), operation))
        }
    }

    private mutating func parameterChild(of node: Int) -> Int {
        if let child = nodes[node].parameter { return child }
        nodes.append(Node())
        nodes[node].parameter = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func mixedChild(of node: Int, _ pattern: SegmentPattern) -> Int {
        if let known = nodes[node].mixed.first(where: { $0.pattern == pattern }) { return known.node }
        nodes.append(Node())
        let place = nodes[node].mixed.firstIndex { $0.pattern.literalCount < pattern.literalCount }
        nodes[node].mixed.insert((pattern, nodes.count - 1), at: place ?? nodes[node].mixed.count)
        return nodes.count - 1
    }

    private mutating func literalChild(of node: Int, _ segment: [UInt8]) -> Int {
        let bytes = percentDecoded(segment) ?? segment
        if let place = nodes[node].places[bytes] { return nodes[node].literals[place].node }
        nodes.append(Node())
        nodes[node].places[bytes] = nodes[node].literals.count
        nodes[node].literals.append((bytes, nodes.count - 1))
        return nodes.count - 1
    }
}

/// A finished tree as a `RouteTable` keeps it.
struct RouteLayout {
    private(set) var nodes: [RouteTable.Node] = []
    private(set) var slots: [RouteTable.Slot] = []
    private(set) var rows: [RouteTable.Row] = []
    private(set) var bytes: [UInt8] = []
    private(set) var mixed: [RouteTable.Mixed] = []
    private(set) var additional: [RouteTable.Additional] = []

    init(_ tree: RouteTree) {
        for node in tree.nodes {
            var flat = RouteTable.Node()
            flat.parameter = UInt32(node.parameter ?? 0)
            flat.mixedStart = UInt32(mixed.count)
            flat.mixedCount = UInt32(node.mixed.count)
            mixed += node.mixed.map { RouteTable.Mixed(pattern: $0.pattern, node: UInt32($0.node)) }
            flat.row = UInt32(rows.count)
            for method in node.operations.keys { flat.methods.insert(method) }
            if !node.additional.isEmpty { flat.methods.insert(.other) }
            additional += node.additional.map {
                RouteTable.Additional(place: nodes.count, method: $0.method, operation: $0.operation)
            }
            rows.append(row(of: node.operations))
            flat.slotStart = UInt32(slots.count)
            flat.slotCount = addSlots(for: node.literals)
            nodes.append(flat)
        }
    }

    private func row(of operations: [HTTPMethod: Int]) -> RouteTable.Row {
        var row = RouteTable.Row(repeating: -1)
        for (method, operation) in operations { row[Int(method.rawValue)] = Int32(operation) }
        // HEAD is answered by GET's operation (RFC 9110 section 9.3.2).
        let head = Int(HTTPMethod.head.rawValue)
        if row[head] < 0 { row[head] = row[Int(HTTPMethod.get.rawValue)] }
        return row
    }

    /// Adds a hash table at most half full, and thus with an empty slot; returns its size, a power of two, or 0.
    private mutating func addSlots(for literals: [(bytes: [UInt8], node: Int)]) -> UInt32 {
        if literals.isEmpty { return 0 }
        var count = 2
        while count < literals.count * 2 { count *= 2 }
        var table = Array(repeating: RouteTable.Slot(), count: count)
        for literal in literals {
            // The array lends its bytes for the closure.
            let hash = unsafe literal.bytes.withUnsafeBytes { unsafe Self.hash($0) }
            var index = Int(hash) & (count - 1)
            while table[index].node != 0 { index = (index + 1) & (count - 1) }
            table[index] = RouteTable.Slot(
                hash: hash, offset: UInt32(bytes.count), count: UInt32(literal.bytes.count), node: UInt32(literal.node))
            bytes += literal.bytes
        }
        slots += table
        return UInt32(count)
    }

    /// A number that tells most segments from each other. Only the contract puts literals into a table, so nobody
    /// outside can make them collide.
    @inline(__always)
    static func hash(_ segment: UnsafeRawBufferPointer) -> UInt32 {
        var hash = UInt64(truncatingIfNeeded: segment.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        // Eight bytes are loaded only where eight are left, and single ones below the count.
        while segment.count - offset >= 8 {
            unsafe mix(&hash, segment.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        let left = segment.count - offset
        if left >= 4 {
            // Two halves, which overlap where fewer than eight are left.
            let first = unsafe segment.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            let last = unsafe segment.loadUnaligned(fromByteOffset: segment.count - 4, as: UInt32.self)
            mix(&hash, UInt64(first) << 32 | UInt64(last))
        } else if left > 0 {
            // The first, the middle and the last one are all there are.
            let first = unsafe UInt64(segment[offset])
            let middle = unsafe UInt64(segment[offset + left / 2])
            let last = unsafe UInt64(segment[segment.count - 1])
            mix(&hash, first << 16 | middle << 8 | last)
        }
        return UInt32(truncatingIfNeeded: hash >> 32)
    }

    @inline(__always)
    private static func mix(_ hash: inout UInt64, _ word: UInt64) {
        hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
    }
}
