// The three states of a property.

import Testing
import WritWire

@Suite("Presence") struct ValuesPresenceTests {
    static let states: [Presence<Int>] = [.absent, .null, .value(4)]

    @Test func `a state is mapped as an optional is, and is otherwise kept`() {
        #expect(Self.states.map { $0.map { "\($0)" } } == [.absent, .null, .value("4")])
        #expect(Self.states.map { $0.flatMap { Presence<String>.value("\($0)") } } == [.absent, .null, .value("4")])
        #expect(Presence.value(4).flatMap { _ in Presence<Int>.absent } == .absent)
        #expect(Self.states.map(\.value) == [nil, nil, 4])
        #expect(Self.states.map(\.isAbsent) == [true, false, false])
        #expect(Self.states.map(\.isNull) == [false, true, false])
    }

    @Test func `absent leaves what is there, null clears it, a value takes its place`() {
        #expect(Self.states.map { applied($0, to: 1) } == [1, nil, 4])
        #expect(Self.states.map { applied($0, to: Presence.value(1)) } == [.value(1), .null, .value(4)])
    }

    private func applied(_ state: Presence<Int>, to value: Int?) -> Int? {
        var value = value
        state.apply(to: &value)
        return value
    }

    private func applied(_ state: Presence<Int>, to value: Presence<Int>) -> Presence<Int> {
        var value = value
        state.apply(to: &value)
        return value
    }

    @Test func `it is made of optionals and of literals`() {
        #expect(Presence(Int?.none) == .null && Presence(Int?.some(1)) == .value(1))
        #expect(Presence(present: Int?.none) == .absent && Presence(present: Int?.some(1)) == .value(1))
        let (none, text, number, fraction, flag):
            (Presence<String>, Presence<String>, Presence<Int>, Presence<Double>, Presence<Bool>) =
                (nil, "x", 1, 1.5, true)
        #expect(none == .null && text == .value("x") && number == .value(1) && fraction == .value(1.5) && flag == .value(true))
    }
}
