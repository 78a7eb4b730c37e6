// Unpacking a gzip file (RFC 1952) that is part of the program, for clients that take no coding.

/// The bytes that a gzip file without optional fields packs; nil where it is none, or damaged.
///
/// The result is never longer than the file says at its end. The checksum is not looked at.
func gunzip(_ file: Span<UInt8>) -> [UInt8]? {
    // Two identifying bytes, the method deflate, no flags; six bytes of time and origin; checksum and length at the end.
    guard file.count >= 18, file[0] == 0x1F, file[1] == 0x8B, file[2] == 8, file[3] == 0 else { return nil }
    let length = (1...4).reduce(0) { $0 << 8 | Int(file[file.count - $1]) }
    let packed = (10..<file.count - 8).map { file[$0] }
    // Deflate makes at most 1,032 bytes of one.
    guard length / 1032 <= packed.count else { return nil }
    var inflation = Inflation(packed, length: length)
    guard (try? inflation.run()) != nil, inflation.output.count == length else { return nil }
    return inflation.output
}

/// The state of unpacking a stream of deflate's blocks (RFC 1951).
private struct Inflation {
    struct Damage: Error {}

    private(set) var output: [UInt8] = []
    private let input: [UInt8]
    private let length: Int
    private var position = 0
    /// Bits that were taken from the input and not yet used, the next one lowest.
    private var bits = 0
    private var bitCount = 0

    init(_ input: [UInt8], length: Int) {
        self.input = input
        self.length = length
        output.reserveCapacity(length)
    }

    /// Section 3.2.3: blocks, each of one of three kinds, up to the one that says that it is the last.
    mutating func run() throws(Damage) {
        while true {
            let isLast = try take(1) == 1
            switch try take(2) {
            case 0: try copyStored()
            case 1: try inflate(lengths: Self.fixedLengths, distances: Self.fixedDistances)
            case 2:
                let (lengths, distances) = try takeCodes()
                try inflate(lengths: lengths, distances: distances)
            default: throw Damage()
            }
            if isLast { return }
        }
    }

    // MARK: Blocks

    /// Section 3.2.4.
    private mutating func copyStored() throws(Damage) {
        bits = 0
        bitCount = 0
        guard position + 4 <= input.count else { throw Damage() }
        let count = Int(input[position]) | Int(input[position + 1]) << 8
        let complement = Int(input[position + 2]) | Int(input[position + 3]) << 8
        position += 4
        guard count == complement ^ 0xFFFF, position + count <= input.count, output.count + count <= length else {
            throw Damage()
        }
        output += input[position..<position + count]
        position += count
    }

    /// Section 3.2.5: bytes as they are, and stretches of what was there before.
    private mutating func inflate(lengths: HuffmanCode, distances: HuffmanCode) throws(Damage) {
        while true {
            let symbol = try take(lengths)
            if symbol == 256 { return }
            if symbol < 256 {
                guard output.count < length else { throw Damage() }
                output.append(UInt8(symbol))
                continue
            }
            let count = try take(extraOf: symbol - 257, Self.lengthBases, perExtraBit: 4)
            let distance = try take(extraOf: take(distances), Self.distanceBases, perExtraBit: 2)
            guard distance <= output.count, output.count + count <= length else { throw Damage() }
            // A stretch may reach into what it makes itself.
            for _ in 0..<count { output.append(output[output.count - distance]) }
        }
    }

    /// The value that a symbol begins, and bits behind it say in full.
    private mutating func take(extraOf symbol: Int, _ bases: [Int], perExtraBit: Int) throws(Damage) -> Int {
        guard symbol < bases.count else { throw Damage() }
        // The longest length, 258, is the one that needs no bits.
        let isLongest = perExtraBit == 4 && symbol == 28
        return try bases[symbol] + take(isLongest ? 0 : max(0, symbol / perExtraBit - 1))
    }

    /// Section 3.2.7: the lengths of the codes, themselves packed.
    private mutating func takeCodes() throws(Damage) -> (lengths: HuffmanCode, distances: HuffmanCode) {
        let lengthCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let orderCount = try take(4) + 4
        var lengthsOfLengths = [UInt8](repeating: 0, count: 19)
        for place in Self.order.prefix(orderCount) { lengthsOfLengths[place] = UInt8(try take(3)) }
        let code = HuffmanCode(lengthsOfLengths)
        var lengths: [UInt8] = []
        while lengths.count < lengthCount + distanceCount {
            switch try take(code) {
            case let symbol where symbol < 16: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw Damage() }
                lengths += Array(repeating: last, count: try take(2) + 3)
            case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
            default: lengths += Array(repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == lengthCount + distanceCount else { throw Damage() }
        return (HuffmanCode(Array(lengths[..<lengthCount])), HuffmanCode(Array(lengths[lengthCount...])))
    }

    // MARK: Bits

    private mutating func take(_ count: Int) throws(Damage) -> Int {
        while bitCount < count {
            guard position < input.count else { throw Damage() }
            bits |= Int(input[position]) << bitCount
            bitCount += 8
            position += 1
        }
        defer {
            bits >>= count
            bitCount -= count
        }
        return bits & (1 << count - 1)
    }

    private mutating func take(_ code: HuffmanCode) throws(Damage) -> Int {
        // The codes of a length follow each other, and the first of them is twice what follows those one bit shorter.
        var value = 0
        var first = 0
        var index = 0
        for count in code.counts.dropFirst() {
            value |= try take(1)
            guard value >= first else { throw Damage() }
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw Damage()
    }

    // MARK: Tables

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBases = bases(count: 28, from: 3, perExtraBit: 4) + [258]
    private static let distanceBases = bases(count: 30, from: 1, perExtraBit: 2)
    private static let fixedDistances = HuffmanCode(Array(repeating: 5, count: 30))
    private static let fixedLengths = HuffmanCode(
        (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })

    private static func bases(count: Int, from first: Int, perExtraBit: Int) -> [Int] {
        (0..<count).reduce(into: [first]) { $0.append($0[$1] + 1 << max(0, $1 / perExtraBit - 1)) }.dropLast()
    }
}

/// A prefix code that the lengths of its words alone give (RFC 1951 section 3.2.2).
private struct HuffmanCode {
    /// How many words there are of each length.
    let counts: [Int]
    /// What the words stand for, in order of the words.
    let symbols: [Int]

    init(_ lengths: [UInt8]) {
        counts = (0...15).map { length in length == 0 ? 0 : lengths.count { $0 == length } }
        symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }
}
