// Numbers that many threads add to at once, each mostly in memory of its own.

internal import Synchronization

/// A row of atomic words for each of a few stripes; what a word stands for is the sum over all stripes.
///
/// A thread adds to the stripe that its stack falls to, so that two loops seldom fight for a cache line. Whichever it is, nothing is lost.
// The words are atomic, and the memory lives as long as the object; that is why it may claim to be Sendable.
@safe
final class StripedWords: @unchecked Sendable {
    static let stripeCount = 4
    /// Words of a cache line.
    private static let lineCount = 8

    private let words: UnsafeMutablePointer<Atomic<UInt64>>
    private let wordsPerStripe: Int
    let count: Int

    /// - Parameter count: Words of a row.
    init(count: Int) {
        self.count = count
        wordsPerStripe = (count + Self.lineCount - 1) / Self.lineCount * Self.lineCount
        let total = wordsPerStripe * Self.stripeCount
        let memory = UnsafeMutableRawPointer.allocate(byteCount: total * 8, alignment: 64)
        unsafe words = memory.bindMemory(to: Atomic<UInt64>.self, capacity: total)
        // As many as were allocated.
        for index in 0..<total { unsafe (words + index).initialize(to: Atomic(0)) }
    }

    deinit {
        // As many as were initialized.
        unsafe words.deinitialize(count: wordsPerStripe * Self.stripeCount)
        unsafe words.deallocate()
    }

    /// Adds to a word as a whole number; `word` is below `count`.
    @inline(__always)
    func add(_ amount: UInt64, to word: Int) {
        precondition(word >= 0 && word < count)
        // The stripe is one of those that there are, and the word lies within it.
        _ = unsafe words[Self.ofThread * wordsPerStripe + word].wrappingAdd(amount, ordering: .relaxed)
    }

    /// Adds to a word that holds the bits of a floating-point number.
    @inline(__always)
    func add(_ amount: Double, to word: Int) {
        precondition(word >= 0 && word < count)
        let index = Self.ofThread * wordsPerStripe + word
        // The stripe is one of those that there are, and the word lies within it.
        var bits = unsafe words[index].load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: bits) + amount).bitPattern
            let result = unsafe words[index].weakCompareExchange(expected: bits, desired: sum, ordering: .relaxed)
            if result.exchanged { return }
            bits = result.original
        }
    }

    /// The sum of a word over all stripes.
    func wholeSum(of word: Int) -> UInt64 {
        precondition(word >= 0 && word < count)
        // The word lies within each stripe.
        return (0..<Self.stripeCount).reduce(0) { unsafe $0 &+ words[$1 * wordsPerStripe + word].load(ordering: .relaxed) }
    }

    /// The sum of a word of floating-point numbers over all stripes.
    func sum(of word: Int) -> Double {
        precondition(word >= 0 && word < count)
        return (0..<Self.stripeCount).reduce(0) { sum, stripe in
            // The word lies within each stripe.
            unsafe sum + Double(bitPattern: words[stripe * wordsPerStripe + word].load(ordering: .relaxed))
        }
    }

    func setToZero() {
        // As many as there are.
        for index in 0..<wordsPerStripe * Self.stripeCount { unsafe words[index].store(0, ordering: .relaxed) }
    }

    /// The stripe of the thread that asks: by where its stack is, which costs no look into thread-local memory.
    @inline(__always)
    private static var ofThread: Int {
        var mark: UInt8 = 0
        // The address is looked at, and never followed. Stacks lie half a megabyte apart at least.
        let place = unsafe withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) >> 19 }
        return Int(truncatingIfNeeded: (UInt64(place) &* 0x9E37_79B9_7F4A_7C15) >> 62)
    }
}
