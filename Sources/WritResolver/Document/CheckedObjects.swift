// The objects of a document whose shape was checked, each once.

internal import WritSpec

final class CheckedObjects {
    /// In the order in which they were checked: what reports and lint rules go by.
    private(set) var all: [(kind: ObjectKind, place: Place)] = []
    private var checked: Set<CheckedPlace> = []
    private var used: Set<CheckedPlace> = []
    private var asReferences: Set<ObjectKind> = []

    private struct CheckedPlace: Hashable {
        let kind: ObjectKind
        let pointer: Pointer
    }

    /// False where the place was looked at as such an object before.
    func add(_ place: Place, as kind: ObjectKind) -> Bool {
        guard checked.insert(CheckedPlace(kind: kind, pointer: place.pointer)).inserted else { return false }
        all.append((kind, place))
        return true
    }

    /// The same for objects that something is made of.
    func use(_ place: Place, as kind: ObjectKind) -> Bool {
        used.insert(CheckedPlace(kind: kind, pointer: place.pointer)).inserted
    }

    /// The same for kinds of object that stand as a reference where none may.
    func noteReference(inPlaceOf kind: ObjectKind) -> Bool { asReferences.insert(kind).inserted }

    func places(of kind: ObjectKind) -> [Place] { all.filter { $0.kind == kind }.map(\.place) }

    // What most documents have nowhere. All objects are known before anybody asks.

    /// Whether any list of texts may take other texts by an extension of its own.
    private(set) lazy var hasOpenLists = mentions([.writOpen, .extensibleEnum])
    /// Whether any schema has `readOnly` or `writeOnly` at all.
    private(set) lazy var hasDirections = mentions([.readOnly, .writeOnly])
    /// Whether any schema has a `$dynamicRef` at all.
    private(set) lazy var hasDynamicReferences = mentions([.dynamicRef])

    private func mentions(_ keywords: [Keyword]) -> Bool {
        all.contains { object in keywords.contains { object.place.node[$0] != nil } }
    }
}
