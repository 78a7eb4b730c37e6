// The members of a problem document (RFC 9457) that an answer's status tells, where its author leaves them out.

internal import WritWire

/// Fills in members of a problem that stand for the status of the answer. Generated models call it when they are a failure's body.
public enum ProblemMembers {
    /// The status itself, where there is none.
    public static func fill(status member: inout (some FixedWidthInteger)?, _ status: Int) {
        if member == nil { member = .init(truncatingIfNeeded: status) }
    }

    /// The status itself, in place of 0.
    public static func fill(status member: inout some FixedWidthInteger, _ status: Int) {
        if member == 0 { member = .init(truncatingIfNeeded: status) }
    }

    /// The status itself, where there is none.
    public static func fill(status member: inout (some BinaryFloatingPoint)?, _ status: Int) {
        if member == nil { member = .init(status) }
    }

    /// The status itself, in place of 0.
    public static func fill(status member: inout some BinaryFloatingPoint, _ status: Int) {
        if member == 0 { member = .init(status) }
    }

    /// The status's reason phrase, where there is no title.
    public static func fill(title member: inout String?, _ status: Int) {
        if member == nil { member = title(of: status) }
    }

    /// The status's reason phrase, in place of an empty title.
    public static func fill(title member: inout String, _ status: Int) {
        if member.isEmpty { member = title(of: status) }
    }

    /// What RFC 9110 or the registry calls the status; its number where there is no name.
    package static func title(of status: Int) -> String {
        let reason = "\(HTTPStatus.reason(status))"
        return reason.isEmpty ? "Status \(status)" : reason
    }
}
