// The limits that bound what one JSON text may cost.

/// Limits on one JSON text.
public struct JSONLimits: Sendable {
    /// How deep arrays and objects may nest; 1 to 512.
    public var depthMax: Int
    /// After this many findings the reading stops; at least 1.
    public var findingsMax: Int

    public init(depthMax: Int = 128, findingsMax: Int = ViolationLimits.countMax) {
        // The reader descends by recursion, so the depth stays below what a small stack bears.
        self.depthMax = min(max(depthMax, 1), 512)
        self.findingsMax = max(findingsMax, 1)
    }
}
