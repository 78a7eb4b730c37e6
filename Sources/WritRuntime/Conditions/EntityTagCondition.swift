// The value of `If-Match` or `If-None-Match` (RFC 9110 sections 13.1.1 and 13.1.2).

/// Which versions a request is about.
package enum EntityTagCondition: Equatable {
    /// `*`: whatever is there.
    case anything
    /// One of these. A list that breaks has the tags in front of the place where it does.
    case oneOf([EntityTag])

    package init(_ field: String) {
        var scanner = EntityTagScanner(field)
        if field.utf8.filter({ $0 != 32 && $0 != 9 }) == Array("*".utf8) {
            self = .anything
            return
        }
        var tags: [EntityTag] = []
        _ = scanner.skipSeparators()
        while let tag = scanner.take() {
            tags.append(tag)
            if !scanner.skipSeparators() { break }
        }
        self = .oneOf(tags)
    }

    /// - Parameter current: The version that is there; nil where it has no tag.
    package func holds(_ current: EntityTag?, exists: Bool, by isSame: (EntityTag, EntityTag) -> Bool) -> Bool {
        switch self {
        case .anything: exists
        case .oneOf(let tags): current.map { current in exists && tags.contains { isSame($0, current) } } ?? false
        }
    }
}
