// How much memory the bodies and answers of a whole server may take.

import Glibc
import Synchronization

/// Counts the bytes that connections hold beyond their own buffers: touched where a body or an answer doesn't fit these.
final class MemoryBudget: Sendable {
    private let bytesMax: Int
    private let count = Atomic(0)
    /// Requests that were refused since that was told last.
    private let refused = Atomic(0)
    /// All that were refused.
    private let refusedEver = Atomic(0)
    private let onRefusals: (@Sendable (_ count: Int) -> Void)?
    /// Who tells of them a second later.
    private let attendant: Attendant?

    init(_ limits: ServerLimits, attendant: Attendant? = nil, onRefusals: (@Sendable (_ count: Int) -> Void)? = nil) {
        bytesMax = max(limits.heldBytesMax ?? Self.standardBytesMax, 0)
        self.attendant = attendant
        self.onRefusals = onRefusals
    }

    /// Bytes that are held now.
    var heldCount: Int { count.load(ordering: .relaxed) }

    func fill(_ reading: inout EngineReading) {
        reading.heldBytes = heldCount
        reading.memoryRefusals = refusedEver.load(ordering: .relaxed)
    }

    /// Sets so many bytes apart; false, and nothing is, where they are too many.
    func reserve(_ byteCount: Int) -> Bool {
        var current = count.load(ordering: .relaxed)
        while byteCount <= bytesMax - current {
            let result = count.weakCompareExchange(expected: current, desired: current + byteCount, ordering: .relaxed)
            if result.exchanged { return true }
            current = result.original
        }
        return false
    }

    func giveBack(_ byteCount: Int) {
        count.subtract(byteCount, ordering: .relaxed)
    }

    /// Counts a request that is refused; true for the first one since that was told.
    func countRefusal() -> Bool {
        refusedEver.add(1, ordering: .relaxed)
        return refused.add(1, ordering: .relaxed).oldValue == 0
    }

    /// Counts a request that is refused, and has it told within a second how many were.
    func noteRefusal() {
        guard countRefusal() else { return }
        attendant?.later(milliseconds: 1_000) { [self] in tellRefusals() }
    }

    /// Tells how many requests were refused, if any were.
    func tellRefusals() {
        let count = refused.exchange(0, ordering: .relaxed)
        if count > 0 { onRefusals?(count) }
    }

    /// A quarter of the memory that the process may use: the machine's, or its control group's where that is less.
    private static let standardBytesMax = max(64 << 20, min(machineBytes, groupBytes ?? .max) / 4)

    private static var machineBytes: Int {
        let (bytes, isOverflow) = Int(sysconf(Int32(_SC_PHYS_PAGES)))
            .multipliedReportingOverflow(by: Int(sysconf(Int32(_SC_PAGESIZE))))
        return isOverflow || bytes <= 0 ? 1 << 30 : bytes
    }

    /// The limit of the control group (version 2) that the process sees as the outermost, as in a container.
    private static var groupBytes: Int? {
        guard let text = smallFile("/sys/fs/cgroup/memory.max") else { return nil }
        return Int(text.prefix { $0.isNumber })
    }

    private static func smallFile(_ path: String) -> String? {
        // The text is lent for the call, with a zero behind it.
        let file = unsafe Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.isOpen else { return nil }
        var bytes = [UInt8](repeating: 0, count: 64)
        // The array is told with its own count.
        let count = unsafe read(file.number, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
