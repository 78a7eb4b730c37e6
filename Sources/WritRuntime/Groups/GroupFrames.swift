// A message on its way to the members of a group.

internal import WritEngine

/// A message as each kind of member gets it: written once, and made smaller once.
struct GroupFrames<Message: Sendable> {
    private(set) var frames: [GroupFrameKind: SharedFrame] = [:]
    private let message: Message
    private var written: [ObjectIdentifier: WrittenMessage] = [:]

    init(_ message: Message) { self.message = message }

    /// Sees to it that there is a frame for such a member.
    mutating func prepare(for place: GroupPlace<Message>) {
        guard frames[place.kind] == nil else { return }
        let text = written[place.kind.terms] ?? place.written(message)
        written[place.kind.terms] = text
        frames[place.kind] = SharedFrame(text.kind, text.payload, deflation: place.deflation)
    }
}
