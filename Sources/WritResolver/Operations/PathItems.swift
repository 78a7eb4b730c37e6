// Path Items that refer to others: what stands beside the reference is merged with what it leads to.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// The Path Item, then what its `$ref` leads to, step by step; nil after a diagnostic.
    func pathItems(_ place: Place) -> [Place]? {
        guard follow(place, as: .pathItem) != nil else { return nil }
        var levels = [place]
        while let reference = levels.last?[.ref], let target = target(of: reference) { levels.append(target) }
        return levels.allSatisfy { checkKeywords($0, as: .pathItem) } ? levels : nil
    }

    /// The operations of all levels. One that stands in two of them is refused: which one is meant, nobody knows.
    func operations(of levels: [Place]) -> [(method: HTTPMethod, place: Place, location: SourceLocation)] {
        var found: [(method: HTTPMethod, place: Place, location: SourceLocation)] = []
        for (index, level) in levels.enumerated() {
            for operation in operations(of: level) {
                guard index > 0, let first = found.first(where: { $0.method == operation.method }) else {
                    found.append(operation)
                    continue
                }
                reportSibling("the operation \(first.method.name)", at: first.place, first.location, second: operation.location)
            }
        }
        return found
    }

    /// The parameters of all levels.
    func sharedParameters(_ levels: [Place]) -> [Place] {
        var found: [Place] = []
        for (index, level) in levels.enumerated() {
            for parameter in parameterPlaces(level) {
                let identity = parameterIdentity(parameter)
                guard index > 0, let first = found.first(where: { parameterIdentity($0) == identity }) else {
                    found.append(parameter)
                    continue
                }
                // One that both refer to is one.
                if first.pointer == parameter.pointer { continue }
                reportSibling(
                    "the parameter \(VisibleText.quoted(first[.name]?.node.string ?? ""))", at: first, first.node.location,
                    second: parameter.node.location)
            }
        }
        return found
    }

    private func reportSibling(_ noun: String, at place: Place, _ location: SourceLocation, second: SourceLocation) {
        report(
            .error, "reference-sibling",
            "\(noun) stands beside the `$ref` and in what that leads to: it is not clear which one is meant",
            at: place, location: location, hint: "remove one of the two",
            related: [.init(location: second, message: "the other one")])
    }
}
