// Whether a text of the document is of a format: the generator's view of what the runtime reads.

internal import WritContract

extension TextFormat {
    /// The formats that examples are held against, by their names in documents.
    static let checkedByName: [String: TextFormat] = [
        "date-time": .dateTime, "date": .date, "duration": .duration, "uuid": .uuid, "uri": .uri, "ipv4": .ipv4, "ipv6": .ipv6,
    ]

    func matches(_ text: String) -> Bool {
        switch self {
        case .dateTime:
            guard let match = text.wholeMatch(of: #/([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](.*)/#) else { return false }
            return isDate(String(match.1)) && isTime(String(match.2))
        case .date: return isDate(text)
        case .time: return isTime(text)
        case .duration: return isDuration(text)
        case .uuid:
            return text.wholeMatch(of: #/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/#) != nil
        case .base64:
            return text.utf8.count % 4 == 0
                && text.wholeMatch(of: #/[A-Za-z0-9+\/]*([A-Za-z0-9+\/][AQgw]==|[A-Za-z0-9+\/]{2}[AEIMQUYcgkosw048]=)?/#) != nil
        case .base64URL:
            return text.utf8.count % 4 != 1
                && text.wholeMatch(of: #/([A-Za-z0-9_\-]{4})*([A-Za-z0-9_\-][AQgw]|[A-Za-z0-9_\-]{2}[AEIMQUYcgkosw048])?/#) != nil
        case .uri:
            return text.wholeMatch(
                of:
                    #/[A-Za-z][A-Za-z0-9+.\-]*:([A-Za-z0-9\-._~!$&'()*+,;=:@\/?\[\]]|%[0-9A-Fa-f]{2})*(#([A-Za-z0-9\-._~!$&'()*+,;=:@\/?]|%[0-9A-Fa-f]{2})*)?/#
            ) != nil
        case .ipv4: return isIPv4(text)
        case .ipv6: return isIPv6(text)
        case .decimal:
            return text.utf8.count < 38 && text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]{1,3})?/#) != nil
        }
    }

    private func isDate(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: #/([0-9]{4})-([0-9]{2})-([0-9]{2})/#), let year = Int(match.1),
            let month = Int(match.2), let day = Int(match.3), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private func isTime(_ text: String) -> Bool {
        text.wholeMatch(
            of: #/([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+\-]([01][0-9]|2[0-3]):[0-5][0-9])/#) != nil
    }

    private func isDuration(_ text: String) -> Bool {
        let time = #/PT([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S)/#
        if text.wholeMatch(of: #/P[0-9]+W/#) != nil || text.wholeMatch(of: time) != nil { return true }
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].wholeMatch(of: #/P([0-9]+Y([0-9]+M([0-9]+D)?)?|[0-9]+M([0-9]+D)?|[0-9]+D)/#) != nil else { return false }
        return parts.count == 1 || ("PT" + parts[1]).wholeMatch(of: time) != nil
    }

    private func isIPv4(_ text: some StringProtocol) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
    }

    private func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, !text.contains(":::") else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (number, group) in groups.enumerated() {
                let isLast = index == halves.count - 1 && number == groups.count - 1
                if isLast, isIPv4(group) {
                    count += 2
                } else if group.wholeMatch(of: #/[0-9A-Fa-f]{1,4}/#) != nil {
                    count += 1
                } else {
                    return false
                }
            }
        }
        return halves.count == 1 ? count == 8 : count < 8
    }
}
