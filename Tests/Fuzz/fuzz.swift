// The entry of libFuzzer: hands each input to the target that the environment names.

import Glibc

/// The targets by the names that `scripts/fuzz.sh` gives them.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "head": fuzzHead, "chunks": fuzzChunks, "connection": fuzzConnection, "json": fuzzJSON, "parameters": fuzzParameters,
    "forms": fuzzForms, "forwarding": fuzzForwarding, "media-types": fuzzMediaTypes, "rules": fuzzRules,
    "patterns": fuzzPatterns, "references": fuzzReferences, "overlays": fuzzOverlays,
    "frames": fuzzFrames, "deflate": fuzzDeflate, "websocket": fuzzWebSocket,
]

private let target: @Sendable ([UInt8]) -> Void = {
    // The text is copied before anything could change the environment.
    let name = unsafe getenv("WRIT_FUZZ").map { unsafe String(cString: $0) } ?? ""
    guard let target = targets[name] else { fail("WRIT_FUZZ must be one of \(targets.keys.sorted())") }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer lends `count` bytes for the call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    target(input)
    return 0
}

/// Ends the process, so that libFuzzer keeps the input.
func fail(_ message: String) -> Never {
    var line = "fuzz: \(message)\n"
    // `withUTF8` lends a buffer that is valid for the closure.
    line.withUTF8 { _ = unsafe write(2, $0.baseAddress, $0.count) }
    abort()
}

func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fail(message()) }
}

/// Lends a copy of the bytes that ends where the address sanitizer sees every read beyond it.
func withExactly<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { unsafe copy.deallocate() }
    // Both have the same count.
    unsafe copy.copyBytes(from: bytes)
    return unsafe body(UnsafeRawBufferPointer(copy))
}

/// Chance that depends on the input alone, so that a crash can be repeated.
struct InputChance: RandomNumberGenerator {
    private var state: UInt64

    init(_ input: [UInt8]) {
        // FNV-1a.
        state = input.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// The input in pieces: byte by byte where it is short, in two, and in several of any size.
func cuts(of input: [UInt8]) -> [[[UInt8]]] {
    guard input.count > 1 else { return [] }
    var chance = InputChance(input)
    let middle = Int.random(in: 1..<input.count, using: &chance)
    var several: [[UInt8]] = []
    var at = 0
    while at < input.count {
        let end = min(at + Int.random(in: 1...max(input.count / 4, 1), using: &chance), input.count)
        several.append(Array(input[at..<end]))
        at = end
    }
    let ways = [[Array(input[..<middle]), Array(input[middle...])], several]
    return input.count <= 256 ? ways + [input.map { [$0] }] : ways
}
