// The shapes of forms and of parameters that are objects: found when all types are known.

internal import WritContract

/// Makes the shape of one form.
struct FormShaper {
    private let types: [TypeName: TypeDeclaration.Kind]
    /// Objects may also come as JSON in one text, as the specification says of forms.
    private let takesJSON: Bool
    private var definitions: [FormNode] = []
    private var indices: [TypeKey: Int] = [:]
    /// Asks for steps; false where there are none left.
    private let spend: (Int) -> Bool
    /// Types inside each other, and whether they are too many: what lies deeper is anything.
    private var depth = 0
    private var isTooDeep = false
    static let depthMax = 300

    private struct TypeKey: Hashable {
        let name: TypeName
        let isNullable: Bool
    }

    private init(_ types: [TypeName: TypeDeclaration.Kind], takesJSON: Bool, _ spend: @escaping (Int) -> Bool) {
        self.types = types
        self.takesJSON = takesJSON
        self.spend = spend
    }

    /// Nil where types lie too deep in each other, or where there is no work left.
    ///
    /// - Parameters:
    ///   - spend: asks for steps.
    ///   - change: What is different about the whole, such as its separator.
    static func shape(
        _ schema: ValueSchema, _ types: [TypeName: TypeDeclaration.Kind], takesJSON: Bool = false,
        spend: @escaping (Int) -> Bool, change: (inout FormValue) -> Void = { _ in }
    ) -> FormShape? {
        var shaper = FormShaper(types, takesJSON: takesJSON, spend)
        // The whole is a definition of its own: what is different about it holds for no part of its type.
        shaper.definitions = [.reference(0)]
        var value = shaper.value(schema)
        change(&value)
        shaper.definitions[0] = .value(value)
        return shaper.isTooDeep ? nil : FormShape(shaper.definitions)
    }

    private mutating func node(_ schema: ValueSchema) -> FormNode {
        // Types may contain themselves; these have a definition each, with null among their values and without.
        guard case .named(let name) = schema.type, !isEnumeration(name) else { return .value(value(schema)) }
        let key = TypeKey(name: name, isNullable: schema.isNullable)
        if let known = indices[key] { return .reference(known) }
        let index = definitions.count
        indices[key] = index
        definitions.append(.reference(index))
        definitions[index] = .value(value(schema))
        return .reference(index)
    }

    private func isEnumeration(_ name: TypeName) -> Bool {
        switch types[name] {
        case .stringEnumeration, .integerEnumeration, .openEnumeration: true
        default: false
        }
    }

    private mutating func value(_ schema: ValueSchema) -> FormValue {
        var value = value(schema.type)
        if schema.isNullable { value.scalars.insert(.null) }
        if takesJSON, value.members != nil { value.scalars.insert(.json) }
        return value
    }

    private mutating func value(_ type: ValueType) -> FormValue {
        var value = FormValue()
        switch type {
        case .boolean: value.scalars = [.boolean]
        case .integer, .float, .double, .decimal: value.scalars = [.number]
        case .string, .text: value.scalars = [.string]
        case .custom(let type): value.scalars = [type.isText ? .string : .anything]
        case .json: value.scalars = [.anything]
        case .array(let item): value.item = node(item)
        case .map(let values):
            value.members = []
            value.others = node(values)
        case .named(let name): value = self.value(named: name)
        }
        return value
    }

    private mutating func value(named name: TypeName) -> FormValue {
        var value = FormValue()
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax, spend(WorkBudget.Cost.member) else {
            isTooDeep = true
            return value
        }
        switch types[name] {
        case .object(let object): value = self.value(object)
        case .stringEnumeration, .openEnumeration: value.scalars = [.string]
        case .integerEnumeration: value.scalars = [.number]
        case .valueEnumeration(let cases): value.scalars = Set(cases.map { scalar(ofJSON: $0.value) })
        case .union(let union): for unionCase in union.cases { value.merge(self.value(unionCase.schema)) }
        case .tuple(let tuple):
            value.firstItems = tuple.elements.map { node($0.schema) }
            value.item = tuple.rest.map { node($0) } ?? .value(FormValue([.anything]))
        case .wrapper(let schema), .alias(let schema): value = self.value(schema)
        case nil: value.scalars = [.anything]
        }
        return value
    }

    /// What a text has to be for a listed value.
    private func scalar(ofJSON text: String) -> FormValue.Scalar {
        switch text.first {
        case "\"": .string
        case "t", "f": .boolean
        case "n": .null
        case "[", "{": .json
        default: .number
        }
    }

    private mutating func value(_ object: ObjectType) -> FormValue {
        var value = FormValue()
        // By references many operations may have one large form, and each prints all of it.
        guard spend(object.properties.count * WorkBudget.Cost.member) else {
            isTooDeep = true
            return value
        }
        value.members = object.properties.map { FormValue.Member(name: $0.wireName, node: node($0.schema)) }
        if case .kept(let schema, _) = object.additional { value.others = node(schema) }
        return value
    }
}

extension FormValue {
    /// One of two: all that either may be.
    mutating func merge(_ other: FormValue) {
        scalars.formUnion(other.scalars)
        if item == nil { firstItems = other.firstItems }
        item = item ?? other.item
        if let added = other.members {
            let known = Set((members ?? []).map(\.name))
            members = (members ?? []) + added.filter { !known.contains($0.name) }
        }
        others = others ?? other.others
    }
}

extension FormShape {
    /// Takes over what `encoding` says of single fields.
    fileprivate mutating func encode(_ encodings: [String: URLEncodedForm.Encoding]) {
        guard case .value(var form)? = definitions.first else { return }
        form.members = form.members?.map { member in
            guard let encoding = encodings[member.name] else { return member }
            var field = value(of: member.node)
            if encoding.isJSON {
                // What is said of a list holds for each of its items.
                let isList = field.item != nil
                field = FormValue([.json])
                field.item = isList ? .value(field) : nil
            } else if field.item != nil || field.members != nil {
                field.separator = encoding.separator
            }
            return FormValue.Member(name: member.name, node: .value(field))
        }
        definitions[0] = .value(form)
    }

    /// What a node stands for, by way of the definitions.
    fileprivate func value(of node: FormNode) -> FormValue {
        var node = node
        while case .reference(let index) = node { node = definitions[index] }
        guard case .value(let value) = node else { return FormValue([.anything]) }
        return value
    }
}

extension TypeRegistry {
    /// Gives every form, and every parameter that is put together, its shape.
    func shapeForms(of operations: inout [Operation], _ resolution: Resolution) {
        let kinds = declarations.mapValues(\.kind)
        for index in operations.indices {
            for number in operations[index].body?.contents.indices ?? 0..<0 {
                guard let content = operations[index].body?.contents[number], case .form(var form) = content.kind else {
                    continue
                }
                guard let shape = FormShaper.shape(content.schema, kinds, takesJSON: true, spend: { resolution.spendOnForms($0) })
                else {
                    resolution.reportDeepForm(of: operations[index])
                    continue
                }
                form.shape = shape
                form.shape.encode(form.encodings)
                operations[index].body?.contents[number].kind = .form(form)
            }
            for number in operations[index].parameters.indices {
                let parameter = operations[index].parameters[number]
                guard parameter.reading != .plain, parameter.reading != .json else { continue }
                guard let reading = reading(of: parameter, kinds, resolution) else {
                    resolution.reportDeepForm(of: operations[index])
                    continue
                }
                operations[index].parameters[number].reading = reading
            }
        }
    }

    private func reading(
        of parameter: Parameter, _ kinds: [TypeName: TypeDeclaration.Kind], _ resolution: Resolution
    ) -> Parameter.Reading? {
        let made = FormShaper.shape(
            parameter.schema, kinds, takesJSON: parameter.location == .querystring, spend: { resolution.spendOnForms($0) },
            change: { parameter.cut(&$0) })
        guard var shape = made else { return nil }
        shape.encode(parameter.encodings)
        guard case .value(let value) = shape.definitions[0], isSpread(parameter), value.members != nil else {
            return .form(shape)
        }
        return .members(shape, takesOthers: value.others != nil)
    }

    /// An exploded object in a query or in cookies is a pair for each property.
    private func isSpread(_ parameter: Parameter) -> Bool {
        if parameter.location == .querystring { return true }
        let hasPairs = parameter.location == .query || parameter.location == .cookie
        return hasPairs && parameter.isExploded && parameter.style != .deepObject
    }
}

extension Parameter {
    /// What the style cuts one text at.
    fileprivate func cut(_ value: inout FormValue) {
        let isObject = value.members != nil
        guard isObject || value.item != nil else { return }
        switch style {
        case .simple: value.separator = .comma
        case .label: value.separator = isExploded ? .dot : .comma
        case .matrix: value.separator = isExploded ? .semicolon : .comma
        case .form, .cookie: value.separator = isExploded ? nil : .comma
        case .spaceDelimited: value.separator = isExploded ? nil : .space
        case .pipeDelimited: value.separator = isExploded ? nil : .pipe
        case .deepObject: value.separator = nil
        }
        let hasOnePair = location == .query || location == .cookie
        value.hasEquals = isObject && isExploded && !hasOnePair
        value.isNamed = !isObject && isExploded && style == .matrix
    }
}

extension Resolution {
    fileprivate func spendOnForms(_ steps: Int) -> Bool { spend(steps, at: root) }

    fileprivate func reportDeepForm(of operation: Operation) {
        error(
            "too-deep",
            "types lie more than \(FormShaper.depthMax) deep in each other in a form or a parameter of `\(operation.method.name) \(operation.path.text)`",
            at: root, hint: "take it as JSON, or let fewer schemas lie in each other")
    }
}
