// Following `$ref`: in this document, into other files, by pointer, by anchor and by identifier.

internal import WritSpec

extension Resolution {
    /// The place itself or, where it is a `$ref`, what that leads to in the end; nil after a diagnostic. A schema that says
    /// more than where it refers to is an end.
    ///
    /// - Parameter kind: what must stand there.
    func follow(_ place: Place, as kind: ObjectKind) -> Place? {
        guard place[.ref] != nil else { return place }
        // References on the way are followed once: a row of them is no longer than its length, wherever one begins.
        var passed: [Place] = []
        var positions: [Pointer: Int] = [:]
        var current = place
        var end: ReferenceEnd?
        while end == nil {
            // References that are followed count alone: what is wrong with them is told where they stand.
            budget.note(WorkBudget.Cost.place)
            if !passed.isEmpty, kind == .schema, saysMore(current) {
                end = .place(current)
            } else if let known = files.ends[kind]?[current.pointer] {
                end = known
            } else if let reference = current[.ref] {
                if let start = positions[current.pointer] {
                    for place in passed[start...] { files.ends[kind, default: [:]][place.pointer] = .circle }
                    passed.removeSubrange(start...)
                    reportCircle(reference)
                    end = .nowhere
                } else {
                    positions[current.pointer] = passed.count
                    passed.append(current)
                    guard let target = target(of: reference), isPlausible(target, as: kind, reference) else {
                        end = .nowhere
                        continue
                    }
                    current = target
                }
            } else {
                end = .place(current)
            }
        }
        if case .circle = end {
            if let reference = current[.ref] { reportCircle(reference) }
            end = .nowhere
        }
        for place in passed { files.ends[kind, default: [:]][place.pointer] = end }
        if case .place(let place) = end { return place }
        return nil
    }

    private func reportCircle(_ reference: Place) {
        error(
            "reference-cycle", "this `$ref` leads back to itself", at: reference,
            hint: "let one of the references point to a definition")
    }

    /// Since 3.1 keywords beside a schema's `$ref` count.
    private func saysMore(_ schema: Place) -> Bool {
        guard dialect != .openAPI30, schema[.ref] != nil else { return false }
        return schema.entries.contains { key, _ in
            guard let keyword = SchemaKeyword.of(key: key), keyword.name != .ref else { return false }
            return keyword.name == .id || keyword.role != .annotation
        }
    }

    /// A reference to the document itself, to a section of it or into the wrong one is a slip, better told here than by
    /// each missing field.
    private func isPlausible(_ target: Place, as kind: ObjectKind, _ reference: Place) -> Bool {
        guard target.pointer.file.isEmpty else { return true }
        let tokens = target.pointer.path.split(separator: "/", omittingEmptySubsequences: false)
        let isSection = tokens.count <= 2 && ObjectKind.document.keywords[tokens.last.map(String.init) ?? ""] != nil
        if tokens.count < 2 || isSection || tokens.count == 3 && tokens[1] == "components" {
            error(
                "wrong-reference", "\(kind.title) is meant here, and `\(shownPointer(of: target))` is none", at: reference,
                hint: kind.componentsSection.map { "refer to one of `\(sectionPointer($0.rawValue))`" })
            return false
        }
        guard tokens.count == 4, tokens[1] == "components", let section = kind.componentsSection,
            section.rawValue != tokens[2], ObjectKind.components.keywords[String(tokens[2])] != nil
        else { return true }
        if kind == .header, tokens[2] == "parameters", target[.in]?.node.string == "header" {
            tolerate(
                "wrong-reference", "a Header Object is meant here, and a parameter is taken for one", at: reference,
                hint: "define it under `#/components/headers/`")
            return true
        }
        error(
            "wrong-reference", "\(kind.title) is meant here, and `\(sectionName(String(tokens[2])))` holds others", at: reference,
            hint: "refer to one of `\(sectionPointer(section.rawValue))`")
        return false
    }

    /// The place that a `$ref`'s text names; nil after a diagnostic. Each reference is asked for by several passes.
    func target(of reference: Place) -> Place? {
        if let known = files.targets[reference.pointer] { return known }
        let target = findTarget(of: reference)
        files.targets[reference.pointer] = .some(target)
        return target
    }

    private func findTarget(of reference: Place) -> Place? {
        guard let text = reference.node.string else {
            error("wrong-shape", "`$ref` must be a string, not \(reference.node.kindName)", at: reference)
            return nil
        }
        return target(of: text, at: reference)
    }

    /// The place that the text of a reference names, standing at `reference`.
    func target(of text: String, at reference: Place) -> Place? {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? String(parts[1]) : ""
        guard let base = resource(String(parts.first ?? ""), of: text, at: reference) else { return nil }
        if fragment.isEmpty { return base.root }
        return fragment.hasPrefix("/")
            ? walk(fragment, from: base, text, at: reference) : anchor(fragment, in: base, at: reference)
    }

    private func anchor(_ name: String, in base: ReferenceBase, at reference: Place) -> Place? {
        let anchors = base.file.identifiers.anchors[base.root.pointer] ?? [:]
        if let place = anchors[percentDecoded(name)] { return place }
        let close = suggestion(for: name, among: anchors.keys.sorted())
        error(
            "missing-reference", "there is no `$anchor` named \(VisibleText.quoted(name))", at: reference,
            hint: close.map { "did you mean `#\($0)`?" } ?? "write a pointer, such as `#/components/schemas/Name`")
        return nil
    }

    // MARK: Pointers

    private func walk(_ fragment: String, from base: ReferenceBase, _ text: String, at reference: Place) -> Place? {
        var failure: (token: String, place: Place)?
        for tokens in readings(of: fragment) {
            switch route(tokens, from: base) {
            case .success(let place): return place
            case .failure(let miss): failure = failure ?? (miss.token, miss.place)
            }
        }
        guard let (name, place) = failure else { return nil }
        let close = suggestion(for: name, among: place.entries.map(\.key))
        error(
            "missing-reference",
            "\(VisibleText.quoted(text)) leads nowhere: there is no \(VisibleText.quoted(name)) in `\(place.pointerText)`",
            at: reference, hint: close.map { "did you mean `\($0)`?" } ?? "define it there, or mend the reference")
        return nil
    }

    /// The tokens that a fragment may mean. Percent-encoding is of the whole of it (RFC 6901, section 6); many write it of
    /// each token, or not at all.
    func readings(of fragment: String) -> [[String]] {
        let byToken = fragment.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var readings = [byToken.map { percentDecoded(String($0)) }]
        if fragment.utf8.contains(UInt8(ascii: "%")) {
            let whole = percentDecoded(fragment).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            readings = [whole.map(String.init), readings[0], byToken.map(String.init)]
        }
        if fragment.utf8.contains(UInt8(ascii: "+")) { readings.append(readings[0].map { $0.replacing("+", with: " ") }) }
        return readings
    }

    /// The name that is not there, and where it is not.
    struct Miss: Error {
        let token: String
        let place: Place
    }

    private func route(_ tokens: [String], from base: ReferenceBase) -> Result<Place, Miss> {
        guard base.file.written != nil, base.root.pointer == base.file.rootPlace.pointer else {
            return walk(tokens, from: base.root, depth: 0)
        }
        return SwaggerRoute(self, in: base.file).place(at: tokens)
    }

    /// Steps through references on the way: a part of what a reference leads to is named through it by many.
    private func walk(_ tokens: [String], from root: Place, depth: Int) -> Result<Place, Miss> {
        let (place, left) = root.walked(tokens.map { $0[...] })
        guard let token = left.first else { return .success(place) }
        if depth < 16, let reference = place[.ref], let target = files.isWalking ? nil : walked(reference) {
            return walk(left.map(String.init), from: target, depth: depth + 1)
        }
        return .failure(Miss(token: JSONPointer.unescaped(token), place: place))
    }

    /// The target of a reference in the middle of a pointer; one at a time, so that no circle of them is without an end.
    private func walked(_ reference: Place) -> Place? {
        files.isWalking = true
        defer { files.isWalking = false }
        return target(of: reference)
    }
}

/// Where a reference leads in the end.
enum ReferenceEnd {
    case place(Place)
    /// To nothing, as was said.
    case nowhere
    /// Back to itself.
    case circle
}

extension Place {
    /// The pointer as a person reads it, with the file where it is not the main document.
    var pointerText: String {
        pointer.file + "#" + pointer.path
    }
}

/// `%XX` replaced by its byte; text that is not UTF-8 afterwards stays as it was.
func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
            let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(value)
            rest.removeFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(validating: bytes, as: UTF8.self).map(ExactText.keptDecoded) ?? text
}
