// What a request keeps of the memory that all bodies and answers share.

import WritWire

extension Exchange {
    /// Counts bytes of the body that the layer above keeps, until the request ends.
    package func hold(_ byteCount: Int) throws(BodyError) {
        keptByRequest += byteCount
        guard keptByRequest > max(keptReserved, Self.keptUncountedMax) else { return }
        // In steps, so that a body of many small parts doesn't ask for each.
        let wanted = keptByRequest - keptReserved + Self.keptUncountedMax
        guard reserve(wanted) else { throw fail(.serverFull) }
        keptReserved += wanted
    }

    static var keptUncountedMax: Int { 16_384 }

    /// The request has ended: what the layer above kept of it is gone.
    func releaseKept() {
        if keptReserved > 0 { budget.giveBack(keptReserved) }
        keptReserved = 0
        keptByRequest = 0
    }

    func reserve(_ byteCount: Int) -> Bool {
        if budget.reserve(byteCount) { return true }
        host?.didRefuseForMemory()
        return false
    }
}
