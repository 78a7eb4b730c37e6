// Bytes that are walked over again, by looking ahead and by checking: how many that are, and from when on what such walks find
// is kept, so that they are as many as the text's in the end, times a constant.

/// How much work a text was, beyond the first reading.
package struct JSONWork {
    /// Bytes that were walked over again.
    package let walkedBytes: Int
    /// Rules that were held against a value, one by one.
    package let ruleSteps: Int
    /// Lists of rules that were put together, and memory for verdicts that was allocated.
    package let madePlans: Int
    package let madeFrames: Int
    /// Bytes of the JSON pointers that were made.
    package let pointerBytes: Int
}

/// Which of the values inside each other are kept what was found of: those that have bytes enough of their own, beside others
/// inside them that are.
struct KeptBytes {
    private(set) var total = 0
    private static let ownBytesMin = 8

    /// Whether a value of so many bytes is to be kept; `mark` is what `total` was before it.
    mutating func takes(_ bytes: Int, since mark: Int) -> Bool {
        guard bytes - (total - mark) >= Self.ownBytesMin else { return false }
        total = mark + bytes
        return true
    }

    /// What was found of as many bytes is known already.
    mutating func skip(_ bytes: Int) { total += bytes }
}

extension JSONReader {
    package var work: JSONWork {
        let walk = notes?.ruleWalk
        return JSONWork(
            walkedBytes: walkedBytes, ruleSteps: walk?.steps ?? 0, madePlans: walk?.madePlans ?? 0,
            madeFrames: walk?.madeFrames ?? 0, pointerBytes: notes?.pointerBytes ?? 0)
    }

    /// Nearly all texts are walked over again no more than this.
    private var walkedBytesFree: Int { 4 * count + 4_096 }

    /// To be called before bytes are walked over again.
    mutating func beginWalk() {
        guard walkedBytes > walkedBytesFree, notes?.isKeeping != true else { return }
        // The bytes are those of this reader, which outlives the second one.
        var walker = unsafe JSONReader(UnsafeRawBufferPointer(start: base, count: count), limits: limits)
        noted.isKeeping = true
        noted.containers = walker.containers()
        walkedBytes += count
    }

    /// To be called when bytes were walked over again, before the position goes back or on.
    mutating func countWalk(from start: Int) { walkedBytes &+= position &- start }
}
