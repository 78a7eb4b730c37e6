// What all texts of settings have alike.

enum SettingText {
    /// The value of what may be without one.
    static let none = "none"

    static func read<Unit: SettingUnit>(
        _ text: String, _ unit: Unit.Type, _ range: ClosedRange<Unit.Value>
    ) throws(SettingFault) -> Unit.Value {
        guard let value = Unit.value(text), range.contains(value) else {
            let example = Unit.value(text) == nil ? Unit.example : ""
            throw SettingFault("\"\(shown(text))\" is no \(Unit.name) \(Self.range(range, unit))\(example)")
        }
        return value
    }

    static func range<Unit: SettingUnit>(_ range: ClosedRange<Unit.Value>, _ unit: Unit.Type) -> String {
        "from \(Unit.text(range.lowerBound)) to \(Unit.text(range.upperBound))"
    }

    /// A text for a message: on one line, and not longer than a message may be.
    static func shown(_ text: String) -> String {
        let printable = text.unicodeScalars.prefix(80).map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
        return text.unicodeScalars.count > 80 ? printable + "..." : printable
    }

    /// The name that is most like another one, where it could have been meant.
    static func nearest(_ name: String, in names: some Sequence<String>) -> String? {
        let limit = max(min(name.count / 3, 2), 1)
        let near = names.map { (name: $0, distance: distance(Array(name.utf8.prefix(100)), Array($0.utf8))) }
        return near.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
    }

    /// Letters to insert, to drop, to replace, or to swap with the next one, so that one name becomes the other.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var rows = [Array(0...right.count)]
        for (row, letter) in left.enumerated() {
            var line = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(rows[row][column + 1] + 1, line[column] + 1, rows[row][column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                line.append(best)
            }
            rows.append(line)
        }
        return rows[left.count][right.count]
    }
}

/// Times of settings for those who have settings of their own.
package enum SettingTimes {
    /// A time of at most a day, in milliseconds.
    package static func milliseconds(_ text: String) throws(SettingFault) -> Int {
        let time = try SettingText.read(text, SettingTime.self, .zero ... .seconds(86_400)).components
        return Int(time.seconds) * 1000 + Int(time.attoseconds / 1_000_000_000_000_000)
    }
}
