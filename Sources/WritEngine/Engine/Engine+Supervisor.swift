// What the service manager hears of an engine.

extension Engine {
    /// Tells that requests are taken, and from now on that the loops live, where somebody wants to know.
    func greetSupervisor() {
        guard let manager = configuration.supervisor else { return }
        manager.tell(.ready)
        if let limit = manager.watchdogMilliseconds { watch(for: manager, limitMilliseconds: limit) }
    }

    /// Three times within the time that the manager gives; not while a loop has been in one turn for half of that:
    /// a server whose loop stands still is what a watchdog is there to restart.
    private func watch(for manager: Supervisor, limitMilliseconds: Int) {
        let (attendant, activities) = state.withLock { ($0.attendant, $0.loops.map(\.activity)) }
        let now = configuration.clock.milliseconds
        let isAlive = activities.allSatisfy { activity in
            activity.busySince.map { now - $0 < limitMilliseconds / 2 } ?? true
        }
        if isAlive { manager.tell(.watchdog) }
        attendant?.later(milliseconds: max(limitMilliseconds / 3, 1)) { [self] in
            watch(for: manager, limitMilliseconds: limitMilliseconds)
        }
    }
}
