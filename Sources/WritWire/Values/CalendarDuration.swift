// A length of time in the units of calendar and clock: `format: duration`.

/// A duration as RFC 3339's appendix A writes ISO 8601's: `P1Y2M3DT4H5M6S`, or `P2W` in weeks alone.
///
/// Two values are equal when all of their parts are: how many days a month has depends on where it begins, so that durations
/// have no order.
public struct CalendarDuration: Hashable, Sendable {
    /// Whole years, 0 or more.
    public let years: Int
    /// Whole months, 0 or more.
    public let months: Int
    /// Where it isn't 0, all the others are.
    public let weeks: Int
    /// Whole days, 0 or more.
    public let days: Int
    /// Whole hours, 0 or more.
    public let hours: Int
    /// Whole minutes, 0 or more.
    public let minutes: Int
    /// Whole seconds, 0 or more.
    public let seconds: Int

    /// Nil where a part is negative.
    public init?(years: Int = 0, months: Int = 0, days: Int = 0, hours: Int = 0, minutes: Int = 0, seconds: Int = 0) {
        self.init([years, months, 0, days, hours, minutes, seconds])
    }

    /// Nil where the number is negative.
    public init?(weeks: Int) {
        self.init([0, 0, weeks, 0, 0, 0, 0])
    }

    /// Reads a `duration` of RFC 3339 appendix A, such as `P1DT12H`; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    /// The length in hours, minutes and seconds; nil where it is negative. Fractions of seconds can't be written and are left out.
    public init?(_ duration: Duration) {
        let seconds = duration.components.seconds
        self.init(hours: Int(seconds / 3600), minutes: Int(seconds / 60 % 60), seconds: Int(seconds % 60))
    }

    /// No time at all.
    public static let zero = CalendarDuration(parts: [0, 0, 0, 0, 0, 0, 0])

    private init?(_ parts: [Int]) {
        guard parts.count == 7, parts.allSatisfy({ $0 >= 0 }) else { return nil }
        self.init(parts: parts)
    }

    private init(parts: [Int]) {
        (years, months, weeks, days) = (parts[0], parts[1], parts[2], parts[3])
        (hours, minutes, seconds) = (parts[4], parts[5], parts[6])
    }

    /// The length, a day as 24 hours; nil where there are years or months, or where it is too long.
    public var duration: Duration? {
        guard years == 0, months == 0 else { return nil }
        var total = Int64(seconds)
        for (count, unit) in [(minutes, 60), (hours, 3600), (days, 86_400), (weeks, 604_800)] as [(Int, Int64)] {
            let (product, isOver) = Int64(count).multipliedReportingOverflow(by: unit)
            let (sum, isOverToo) = total.addingReportingOverflow(product)
            if isOver || isOverToo { return nil }
            total = sum
        }
        return .seconds(total)
    }
}

extension CalendarDuration: LosslessStringConvertible {
    /// The duration as `P1DT12H`.
    public var description: String { string }
}

extension CalendarDuration: TextFormat {
    static var noun: StaticString { "a duration such as P3DT4H30M or P2W" }

    private static let units: StaticString = "YMWDHMS"

    /// Years to seconds, in that order: between two of date or time none is left out, and weeks stand alone.
    init?(text: UnsafeRawBufferPointer) {
        // Every index is below the text's length.
        guard text.count >= 3, unsafe text[0] == UInt8(ascii: "P") else { return nil }
        var parts = [0, 0, 0, 0, 0, 0, 0]
        var (index, last, isTime) = (1, -1, false)
        while index < text.count {
            if !isTime, unsafe text[index] == UInt8(ascii: "T") {
                (isTime, index) = (true, index + 1)
                // Weeks stand alone, and something has to follow.
                guard last != 2, index < text.count else { return nil }
                last = 3
            }
            guard let number = unsafe Self.number(text, &index), index < text.count,
                let unit = unsafe Self.unit(text[index], isTime: isTime), unit > last
            else { return nil }
            let isFirst = last < 0 || isTime && last == 3
            // Days may follow months: weeks between them are never written.
            guard isFirst || unit == last + 1 || last == 1 && unit == 3 else { return nil }
            guard unit != 2 || last < 0 else { return nil }
            if last == 2 { return nil }
            (parts[unit], last, index) = (number, unit, index + 1)
        }
        self.init(parts)
    }

    private static func number(_ text: UnsafeRawBufferPointer, _ index: inout Int) -> Int? {
        let start = index
        var value = 0
        // `index` is below the text's length.
        while index < text.count, case let digit = unsafe text[index] &- UInt8(ascii: "0"), digit < 10 {
            let (tenfold, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOverToo) = tenfold.addingReportingOverflow(Int(digit))
            guard !isOver, !isOverToo else { return nil }
            value = sum
            index += 1
        }
        return index > start ? value : nil
    }

    private static func unit(_ byte: UInt8, isTime: Bool) -> Int? {
        switch byte {
        case UInt8(ascii: "Y"): isTime ? nil : 0
        case UInt8(ascii: "M"): isTime ? 5 : 1
        case UInt8(ascii: "W"): isTime ? nil : 2
        case UInt8(ascii: "D"): isTime ? nil : 3
        case UInt8(ascii: "H"): isTime ? 4 : nil
        case UInt8(ascii: "S"): isTime ? 6 : nil
        default: nil
        }
    }

    func append(to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "P"))
        if weeks > 0 { return append(weeks, UInt8(ascii: "W"), to: &output) }
        append([(years, UInt8(ascii: "Y")), (months, UInt8(ascii: "M")), (days, UInt8(ascii: "D"))], to: &output)
        let time = [(hours, UInt8(ascii: "H")), (minutes, UInt8(ascii: "M")), (seconds, UInt8(ascii: "S"))]
        guard time.contains(where: { $0.0 > 0 }) else {
            if years == 0, months == 0, days == 0 { output.raw("T0S") }
            return
        }
        output.append(UInt8(ascii: "T"))
        append(time, to: &output)
    }

    /// From the first part that isn't 0 to the last one: those between are written too.
    private func append(_ parts: [(Int, UInt8)], to output: inout OutputBuffer) {
        guard let first = parts.firstIndex(where: { $0.0 > 0 }), let last = parts.lastIndex(where: { $0.0 > 0 }) else { return }
        for (count, unit) in parts[first...last] { append(count, unit, to: &output) }
    }

    private func append(_ count: Int, _ unit: UInt8, to output: inout OutputBuffer) {
        output.append(decimal: count)
        output.append(unit)
    }
}
