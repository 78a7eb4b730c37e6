// What the service manager hears of an engine.

extension Engine {
    /// Tells that requests are taken, and from now on that the loops live, where somebody wants to know.
    func greetSupervisor() {
        guard let manager = configuration.supervisor else { return }
        manager.tell(.ready)
        if let limit = manager.watchdogMilliseconds { watch(for: manager, limitMilliseconds: limit) }
    }

    /// Tells that the loops live, three times within the time that the manager gives.
    private func watch(for manager: Supervisor, limitMilliseconds: Int) {
        let (attendant, activities) = state.withLock { ($0.attendant, $0.loops.map(\.activity)) }
        let isAlive = manager.isAlive(busySince: activities.map(\.busySince), now: configuration.clock.milliseconds)
        if isAlive { manager.tell(.watchdog) }
        attendant?.later(milliseconds: max(limitMilliseconds / 3, 1)) { [self] in
            watch(for: manager, limitMilliseconds: limitMilliseconds)
        }
    }
}
