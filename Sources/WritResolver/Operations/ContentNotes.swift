// What becomes of the contents of bodies, as far as reports tell of it.

final class ContentNotes {
    /// Media Type Objects, and schemas of texts, that say what nothing reads.
    var carriedAsTheyAre: Set<Pointer> = []
    /// Schemas of texts whose `contentSchema` a type is made of.
    var typed: Set<Pointer> = []

    func isCarriedAsItIs(_ place: Place) -> Bool {
        guard !carriedAsTheyAre.isEmpty else { return false }
        return sequence(first: place.pointer, next: \.parent).contains(where: carriedAsTheyAre.contains)
    }
}
