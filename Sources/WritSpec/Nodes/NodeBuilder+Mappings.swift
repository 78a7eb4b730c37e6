// The end of a mapping: merge keys put in, equal keys found.

extension NodeBuilder {
    /// Takes the entries of the innermost mapping off the stack. Of equal keys the last one counts.
    mutating func takeMapping(_ frame: Frame) -> Mapping {
        var own = Array(entries[frame.start...])
        entries.removeLast(own.count)
        let (positions, repeated) = positions(of: own)
        if repeated.isEmpty, frame.mergeKeys.isEmpty { return Mapping(own, positions: positions) }
        for (first, again) in repeated { reportDuplicate(own[again], first: own[first]) }
        if !repeated.isEmpty { own = lastOfEachKey(own) }
        if !frame.mergeKeys.isEmpty { own = merged(own, mergeKeys: frame.mergeKeys) }
        return Mapping(own)
    }

    /// Where each key stands, left empty for few entries, and each repetition with the place of the first.
    private func positions(of entries: [Mapping.Entry]) -> (positions: [String: Int], repeated: [(Int, Int)]) {
        var repeated: [(Int, Int)] = []
        guard entries.count > Mapping.entriesSearchedMax else {
            for again in entries.indices.dropFirst() {
                if let first = entries[..<again].firstIndex(where: { $0.key == entries[again].key }) {
                    repeated.append((first, again))
                }
            }
            return ([:], repeated)
        }
        var positions: [String: Int] = [:]
        positions.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            if let first = positions[entry.key] {
                repeated.append((first, position))
            } else {
                positions[entry.key] = position
            }
        }
        return (positions, repeated)
    }

    private mutating func reportDuplicate(_ entry: Mapping.Entry, first: Mapping.Entry) {
        // Where the first one says nothing, or both say the same, no choice has to be made.
        let isPlain =
            first.value.isNull || first.value.string == ""
            || first.value.isScalar && entry.value.isScalar && first.value.exactJSON() == entry.value.exactJSON()
        let isWarning = isPlain || options.allowDuplicateKeys
        report(
            isWarning ? .warning : .error, "duplicate-key",
            "the key \(VisibleText.quoted(entry.key)) is declared twice in this mapping", at: entry.keyLocation,
            pointer: collectionPointer,
            hint: isWarning
                ? "the last one counts; remove the other"
                : "remove one of them, or pass --allow duplicate-key to take the last",
            related: [Diagnostic.Related(location: first.keyLocation, message: "first written here")])
    }

    private func lastOfEachKey(_ entries: [Mapping.Entry]) -> [Mapping.Entry] {
        var seen: Set<String> = []
        return Array(entries.reversed().filter { seen.insert($0.key).inserted }.reversed())
    }

    /// The entries with each `<<` replaced by what it names; the mapping's own keys win, then the earlier source.
    private mutating func merged(_ own: [Mapping.Entry], mergeKeys: [SourceLocation]) -> [Mapping.Entry] {
        var taken = Set(own.lazy.map(\.key))
        var result: [Mapping.Entry] = []
        for entry in own {
            guard mergeKeys.contains(entry.keyLocation) else {
                result.append(entry)
                continue
            }
            for source in mergeSources(entry) {
                for candidate in source.entries where taken.insert(candidate.key).inserted { result.append(candidate) }
            }
        }
        return result
    }

    private mutating func mergeSources(_ entry: Mapping.Entry) -> [Mapping] {
        if let mapping = entry.value.mapping { return [mapping] }
        if let sequence = entry.value.sequence {
            let mappings = sequence.compactMap(\.mapping)
            if mappings.count == sequence.count { return mappings }
        }
        report(
            .error, "merge-key",
            "the merge key `<<` takes a mapping or a sequence of mappings, not \(entry.value.kindName)",
            at: entry.keyLocation, pointer: collectionPointer,
            hint: "write `<<: *anchor`, or put quotes around `<<` where it is an ordinary key")
        return []
    }
}
