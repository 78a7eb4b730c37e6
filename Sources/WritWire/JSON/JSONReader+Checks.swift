// Checks of constraints on the value that was read last; each records a finding where it is broken.

extension JSONReader {
    public mutating func check(_ value: Int64?, minimum: Int64) {
        if let value, value < minimum { refuse("minimum", "must be at least \(minimum)") }
    }
    public mutating func check(_ value: Int64?, maximum: Int64) {
        if let value, value > maximum { refuse("maximum", "must be at most \(maximum)") }
    }
    @inline(never)
    func unused() {}

    private mutating func refuse(_ keyword: StaticString, _ message: @autoclosure () -> String) {
        record(keyword: keyword, message())
    }
}
