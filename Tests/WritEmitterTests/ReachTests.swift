// Every alternative that is generated can be reached: asked of what the emitter is given for all real documents.

import Foundation
import Testing
import WritContract
import WritEmitter
import WritResolver
import WritSpec

@Suite struct ReachTests {
    /// The folder of real documents beside the repository, or the one that `WRIT_CORPUS` names; nil where there is none.
    private static let corpus: URL? = {
        let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(filePath: $0) }
        let folder = named ?? repository.deletingLastPathComponent().appending(path: "shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private static func documents() -> [URL] {
        ["specs", "peers"].flatMap { part -> [URL] in
            guard let folder = corpus?.appending(path: part),
                let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            else { return [] }
            return files.compactMap { $0 as? URL }.filter { ["yaml", "yml", "json"].contains($0.pathExtension) }
        }.sorted { $0.path < $1.path }
    }

    @Test(.enabled(if: corpus != nil)) func `each alternative of every union in real documents can be reached`() throws {
        var unions = 0
        for file in Self.documents() {
            guard let bytes = try? Data(contentsOf: file), let document = readDocument(path: file.path, bytes: Array(bytes)).0,
                document.root.mapping?["openapi"] != nil || document.root.mapping?["swagger"] != nil,
                let contract = resolve(document, options: ResolverOptions(allowed: Set(ResolverOptions.allowableCodes))).contract
            else { continue }
            let reach = UnionReach(contract)
            unions += reach.unions.count
            for (name, union) in reach.unions {
                let lost = reach.lostCases(of: union)
                #expect(lost.isEmpty, "\(file.path): \(name): \(lost) of \(union.decision)")
            }
        }
        #expect(unions > 100)
    }

    @Test func `what a document says twice is found lost`() {
        let boolean = UnionCase(swiftName: "a", schema: ValueSchema(.boolean))
        let lost = UnionType(
            cases: [boolean, boolean],
            decision: .shapes([UnionShape(unionCase: 0, kind: .boolean), UnionShape(unionCase: 1, kind: .boolean)]))
        let reach = UnionReach(Contract.empty)
        #expect(reach.lostCases(of: lost) == ["a"])
        let untold = UnionType(cases: [boolean], decision: .property("k", values: [], fallback: nil))
        #expect(reach.lostCases(of: untold) == ["a"])
    }
}

/// Which cases of the unions of one contract a reader comes to.
private struct UnionReach {
    let contract: Contract
    private(set) var types: [TypeName: TypeDeclaration.Kind] = [:]
    private(set) var unions: [(name: TypeName, union: UnionType)] = []

    init(_ contract: Contract) {
        self.contract = contract
        for type in contract.types + contract.operations.flatMap(\.types) + contract.shared.values { add(type) }
    }

    private mutating func add(_ type: TypeDeclaration) {
        types[type.name] = type.kind
        // What is only written has no reader.
        if type.isRead, case .union(let union) = type.kind { unions.append((type.name, union)) }
        for nested in type.nested { add(nested) }
    }

    func lostCases(of union: UnionType) -> [String] {
        union.cases.indices.filter { !isReached($0, union) }.map { union.cases[$0].swiftName }
    }

    private func isReached(_ index: Int, _ union: UnionType) -> Bool {
        if case .property(_, _, let fallback) = union.decision, fallback == index { return true }
        if let (property, values) = union.decision.property {
            let own = values.filter { $0.unionCase == index }.map(\.value)
            if own.contains(where: { takes(union.cases[index].schema.type, property, $0, depth: 0) }) { return true }
        }
        let shapes = union.decision.shapes
        // Rules tell what shapes don't.
        let isRuled = !union.alternatives.isEmpty && union.alternatives.allSatisfy { contract.rules.numbers[$0] != nil }
        return shapes.indices.contains { number in
            shapes[number].unionCase == index
                && (isRuled || !shapes[..<number].contains { $0.unionCase != index && hides($0.kind, shapes[number].kind) })
        }
    }

    /// Whether a value of the type may have the text in its property.
    private func takes(_ type: ValueType, _ property: String, _ text: String, depth: Int) -> Bool {
        guard depth < 8, case .named(let name) = type else { return true }
        switch types[name] {
        case .alias(let schema), .wrapper(let schema): return takes(schema.type, property, text, depth: depth + 1)
        case .union(let union): return union.cases.contains { takes($0.schema.type, property, text, depth: depth + 1) }
        case .object(let object):
            guard let told = object.properties.first(where: { $0.wireName == property }) else { return true }
            return listed(told.schema.type).map { $0.contains(text) } ?? true
        default: return true
        }
    }

    /// The texts of the values that the type lists; nil where it takes others.
    private func listed(_ type: ValueType) -> [String]? {
        guard case .named(let name) = type else { return nil }
        switch types[name] {
        case .alias(let schema): return listed(schema.type)
        case .stringEnumeration(let cases), .integerEnumeration(_, let cases): return cases.map(\.value)
        case .valueEnumeration(let cases): return cases.map { $0.value.trimmingCharacters(in: ["\""]) }
        default: return nil
        }
    }

    /// Whether all values that one case takes are another's before it.
    private func hides(_ first: UnionShapeKind, _ second: UnionShapeKind) -> Bool {
        switch (first, second) {
        case (.object(let one), .object(let two)): one == two && !one.required.isEmpty
        case (.array(let one), .array(let two)): one == two && !one.isEmpty
        default: first == second
        }
    }
}

extension Contract {
    fileprivate static var empty: Contract {
        let text =
            "openapi: 3.1.0\ninfo: { title: Empty, version: '1' }\npaths: { /a: { get: { responses: { '204': { description: d } } } } }"
        guard let document = readDocument(path: "a.yaml", bytes: Array(text.utf8)).0, let contract = resolve(document).contract
        else {
            fatalError("the document is valid")
        }
        return contract
    }
}
