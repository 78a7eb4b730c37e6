// The poller on poll(2), which every Unix has.

import CWritSystem
import Glibc

/// poll(2) tells what is ready, not what has changed: a direction that was told is left out until it is expected again.
final class PollPoller: Poller {
    /// What is known of a descriptor; stands at the same index as its entry in `entries`.
    private struct Watch {
        let descriptor: Int32
        let isListener: Bool
        var hasToldHangUp = false
    }

    /// The other side has finished sending; nothing where the system can't tell.
    private static let finished = writ_poll_finished
    private static let input = Int16(POLLIN)
    private static let output = Int16(POLLOUT)
    /// What poll(2) tells without being asked.
    private static let broken = Int16(POLLHUP) | Int16(POLLERR) | Int16(POLLNVAL)

    private var entries: [pollfd] = []
    private var watches: [Watch] = []
    /// The index of each descriptor in the two lists above.
    private var indices: [Int?] = []
    private var reports: [Readiness] = []

    func addConnection(_ descriptor: Int32) -> Bool {
        add(Watch(descriptor: descriptor, isListener: false), events: Self.input | Self.output | Self.finished)
    }

    func removeConnection(_ descriptor: Int32) { remove(descriptor) }

    func expect(_ descriptor: Int32, reads: Bool, writes: Bool) {
        guard let index = index(of: descriptor) else { return }
        let hasToldHangUp = watches[index].hasToldHangUp
        let wanted = (reads ? Self.input : 0) | (writes ? Self.output : 0)
        entries[index].events = wanted | (hasToldHangUp ? 0 : Self.finished)
        // A connection that is over would be told again and again: it stays out until something is waited for.
        entries[index].fd = hasToldHangUp && wanted == 0 ? -1 : descriptor
    }

    /// Sharing makes no difference: all that wait are woken, and all but one find the queue empty.
    func addListener(_ descriptor: Int32, isShared: Bool) -> Bool {
        add(Watch(descriptor: descriptor, isListener: true), events: Self.input)
    }

    func removeListener(_ descriptor: Int32) { remove(descriptor) }

    func wait(milliseconds: Int?) -> Int {
        reports.removeAll(keepingCapacity: true)
        let timeout = milliseconds.map { Int32(clamping: max($0, 0)) } ?? -1
        // The entries are told with their own count. An interrupted wait counts as one without events.
        var remaining = unsafe poll(&entries, nfds_t(entries.count), timeout)
        var index = 0
        while remaining > 0 && index < entries.count {
            if entries[index].revents != 0 {
                note(index)
                remaining -= 1
            }
            index += 1
        }
        return reports.count
    }

    func report(_ index: Int) -> Readiness { reports[index] }

    private func note(_ index: Int) {
        let bits = entries[index].revents
        let isBroken = bits & Self.broken != 0
        let readiness = Readiness(
            descriptor: watches[index].descriptor, isReadable: isBroken || bits & (Self.input | Self.finished) != 0,
            isWritable: isBroken || bits & Self.output != 0, isHungUp: isBroken || bits & Self.finished != 0)
        reports.append(readiness)
        guard !watches[index].isListener else { return }
        entries[index].events &= ~(bits & (Self.input | Self.output | Self.finished))
        if readiness.isHungUp { watches[index].hasToldHangUp = true }
        if isBroken { entries[index].fd = -1 }
    }

    private func index(of descriptor: Int32) -> Int? {
        descriptor >= 0 && Int(descriptor) < indices.count ? indices[Int(descriptor)] : nil
    }

    private func add(_ watch: Watch, events: Int16) -> Bool {
        let number = Int(watch.descriptor)
        guard number >= 0, index(of: watch.descriptor) == nil else { return false }
        while indices.count <= number { indices.append(nil) }
        indices[number] = entries.count
        entries.append(pollfd(fd: watch.descriptor, events: events, revents: 0))
        watches.append(watch)
        return true
    }

    /// The last one takes the place of the one removed.
    private func remove(_ descriptor: Int32) {
        guard let index = index(of: descriptor), let last = watches.last else { return }
        entries.swapAt(index, entries.count - 1)
        watches.swapAt(index, watches.count - 1)
        indices[Int(last.descriptor)] = index
        entries.removeLast()
        watches.removeLast()
        indices[Int(descriptor)] = nil
    }
}
