// Whether extensions of ours are spelt as they should be, and stand where they mean something.

internal import WritSpec

extension Resolution {
    /// Warns of each extension of ours in `place` that does nothing there: others' are nobody's business, ours were meant to do something.
    func checkExtensions(of place: Place, _ kind: ObjectKind) {
        for (key, value) in place.entries where key.hasPrefix("x-writ-") {
            guard let keyword = Keyword(rawValue: key), let homes = Self.homes[keyword] else {
                let known = closestName(to: key, among: Self.homes.keys.map(\.rawValue).sorted())
                warn(
                    "unknown-extension", "`\(VisibleText.visible(key))` isn't an extension that Writ knows: it has no effect",
                    at: value,
                    location: place.keyLocation(key), hint: known.map { "did you mean `\($0)`?" })
                continue
            }
            if homes.contains(kind) { continue }
            let titles = homes.map(\.title).joined(separator: " or ")
            warn(
                "no-effect", "`\(key)` has no effect in \(kind.title)", at: value, location: place.keyLocation(key),
                hint: "write it in \(titles)")
        }
    }

    /// The objects in which extensions of ours mean something.
    private static let homes: [Keyword: [ObjectKind]] = [
        .writName: [.schema, .operation, .parameter, .tag, .securityScheme, .closeCode],
        .writNames: [.schema],
        .writOpen: [.schema],
        .writItemSchema: [.mediaType],
        .writBodyBytesMax: [.requestBody, .operation],
        .writWebSocket: [.operation],
        .writCompression: [.operation],
    ]
}
