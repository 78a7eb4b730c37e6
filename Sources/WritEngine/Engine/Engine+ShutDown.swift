// How a server ends: it says that it is no longer ready, stops accepting, finishes what runs, and goes.

extension Engine {
    /// Ends the server in good order: it is no longer ready from now on; after the readiness delay it stops accepting,
    /// answers what runs and what is on its way, within the drain's time, and ends its loops. A second call ends it at
    /// once, whatever it is waiting for.
    public func shutDown() {
        let (phase, loops, attendant) = state.withLock { state in
            let before = state.phase
            switch before {
            case .running: state.phase = configuration.shutdown.$readinessDelay > 0 ? .leaving : .draining
            case .leaving, .draining: state.phase = .aborting
            case .fresh, .starting, .aborting: break
            }
            return (before, state.loops, state.attendant)
        }
        switch phase {
        case .running:
            configuration.onReadinessChange?(false)
            configuration.supervisor?.tell(.stopping)
            let delay = configuration.shutdown.$readinessDelay
            guard delay > 0, let attendant else { return stopAccepting() }
            attendant.later(milliseconds: delay) { [self] in endDelay() }
        case .leaving, .draining:
            stopAccepting()
            for loop in loops { loop.post(.abort) }
        case .fresh, .starting, .aborting: break
        }
    }

    private func endDelay() {
        let isOver = state.withLock { state in
            guard state.phase == .leaving else { return false }
            state.phase = .draining
            return true
        }
        if isOver { stopAccepting() }
    }

    /// Gives the listening sockets up, then has each loop drain. Nothing more happens the second time.
    private func stopAccepting() {
        let (loops, groups, attendant) = state.withLock { state in
            defer { state.groups = [] }
            return (state.loops, state.groups, state.attendant)
        }
        // First of all no socket gets any further connection: then what is in the queues is all there is.
        var left: Set<Int32> = []
        for group in groups {
            left.formUnion(group.release())
            if let handover = group.handover { attendant?.forget(handover.number) }
        }
        for loop in loops {
            loop.post(
                .drain(
                    milliseconds: configuration.shutdown.$drain,
                    restMilliseconds: configuration.shutdown.$restTime,
                    streamMilliseconds: configuration.shutdown.$streamTime, left: left))
        }
    }
}
