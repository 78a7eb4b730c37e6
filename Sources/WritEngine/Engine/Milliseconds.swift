// Times of settings, and the whole numbers that the engine reckons with.

/// A setting that is a time, kept as milliseconds: `$name` is their number, which the engine reads for each request. Parts of a
/// millisecond count as a whole one, and times below zero as none.
@propertyWrapper
public struct Milliseconds: Sendable {
    public private(set) var projectedValue: Int

    public init(wrappedValue: Duration) {
        projectedValue = wrappedValue.count(perSecond: 1_000)
    }

    public var wrappedValue: Duration {
        get { .milliseconds(projectedValue) }
        set { projectedValue = newValue.count(perSecond: 1_000) }
    }
}

/// The same for a time that may be none.
@propertyWrapper
public struct OptionalMilliseconds: Sendable {
    public private(set) var projectedValue: Int?

    public init(wrappedValue: Duration?) {
        projectedValue = wrappedValue?.count(perSecond: 1_000)
    }

    public var wrappedValue: Duration? {
        get { projectedValue.map { .milliseconds($0) } }
        set { projectedValue = newValue?.count(perSecond: 1_000) }
    }
}

/// The same for short times: `$name` is the number of microseconds.
@propertyWrapper
public struct Microseconds: Sendable {
    public private(set) var projectedValue: Int

    public init(wrappedValue: Duration) {
        projectedValue = wrappedValue.count(perSecond: 1_000_000)
    }

    public var wrappedValue: Duration {
        get { .microseconds(projectedValue) }
        set { projectedValue = newValue.count(perSecond: 1_000_000) }
    }
}

extension Duration {
    /// So many parts of a second, rounded up; 0 below zero, and `Int.max` for what doesn't fit.
    fileprivate func count(perSecond parts: Int64) -> Int {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let partLength = 1_000_000_000_000_000_000 / parts
        let rest = attoseconds / partLength + (attoseconds % partLength > 0 ? 1 : 0)
        let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: parts)
        let (sum, isLarger) = whole.addingReportingOverflow(rest)
        return isTooLarge || isLarger ? .max : Int(clamping: sum)
    }
}
