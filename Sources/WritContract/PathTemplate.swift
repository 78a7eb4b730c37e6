// The path of an operation, cut into what is compared and what is captured.

/// A path cut at its slashes: literals as they are compared (percent-decoded), parameters by index.
package struct PathTemplate: Sendable, Equatable {
    package enum Segment: Sendable, Equatable {
        case literal(String)
        /// A whole segment that is a parameter, by its name in the document.
        case parameter(String)
        /// Literals and parameters together: `{name}.{extension}`.
        case mixed([Part])
    }

    /// A piece of a segment.
    package enum Part: Sendable, Equatable {
        case literal(String)
        case parameter(String)
    }

    /// More parameters in one path are refused: captures have a fixed room.
    package static let parametersMax = 12

    /// As the document writes it.
    package var text: String
    package var segments: [Segment]

    package init(text: String, segments: [Segment]) {
        self.text = text
        self.segments = segments
    }

    /// The names of the parameters in the order of their captures.
    package var parameterNames: [String] {
        segments.flatMap { segment -> [String] in
            switch segment {
            case .literal: []
            case .parameter(let name): [name]
            case .mixed(let parts): parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
            }
        }
    }

    /// The path without the names of its parameters: what two paths have in common that no request can tell apart.
    package var shape: String {
        segments.map { segment in
            switch segment {
            case .literal(let text): "/" + text
            case .parameter: "/{}"
            case .mixed(let parts):
                "/" + parts.map { if case .literal(let text) = $0 { text } else { "{}" } }.joined()
            }
        }.joined()
    }

    package mutating func renameParameters(_ newName: (String) -> String) {
        segments = segments.map { segment in
            switch segment {
            case .literal: segment
            case .parameter(let name): .parameter(newName(name))
            case .mixed(let parts):
                .mixed(parts.map { if case .parameter(let name) = $0 { .parameter(newName(name)) } else { $0 } })
            }
        }
    }
}
