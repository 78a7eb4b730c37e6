// Multipart forms of the same schema as another content of the body: read into that one's type, where their parts are all of its
// properties.

internal import WritContract

extension TypeRegistry {
    /// Settles which forms are of a type of the contract. Call it when all types are made.
    func settleForms(of operations: inout [Operation]) {
        for index in operations.indices {
            for number in operations[index].body?.contents.indices ?? 0..<0 {
                guard case .multipart(var form)? = operations[index].body?.contents[number].kind, let model = form.model else {
                    continue
                }
                if let parts = parts(of: form, for: model) {
                    for (old, new) in zip(
                        form.parts.sorted { $0.wireName < $1.wireName }, parts.sorted { $0.wireName < $1.wireName })
                    {
                        replace(old.schema, by: new.schema)
                    }
                    form.parts = parts
                } else {
                    form.model = nil
                }
                operations[index].body?.contents[number].kind = .multipart(form)
            }
        }
    }

    /// The parts as the properties of the type, in their order; nil where a part is no property as it is, or the reverse.
    private func parts(of form: MultipartForm, for model: TypeName) -> [FormPart]? {
        guard case .object(let object)? = declarations[model]?.kind, object.properties.count == form.parts.count else {
            return nil
        }
        if case .kept = object.additional { return nil }
        if object.properties.contains(where: \.isConstant) { return nil }
        let parts = object.properties.compactMap { property -> FormPart? in
            guard var part = form.parts.first(where: { $0.wireName == property.wireName }), part.kind != .file,
                !property.schema.isNullable, part.presence.isLike(property.presence)
            else { return nil }
            part.swiftName = property.swiftName
            part.presence = property.presence
            part.schema = property.schema
            guard part.isRepeated else { return part }
            guard case .array(let item) = property.schema.type, !item.isNullable else { return nil }
            part.schema = item
            return part
        }
        return parts.count == form.parts.count ? parts : nil
    }

    /// A part's own type is another name for that of the property.
    private func replace(_ old: ValueSchema, by new: ValueSchema) {
        guard case .named(let name) = old.type, case .named(let other) = new.type, name != other else { return }
        if declarations[name]?.isParameter == true { markParameter(other) }
        undeclare(name)
    }
}

extension Presence {
    fileprivate func isLike(_ other: Presence) -> Bool {
        switch (self, other) {
        case (.required, .required), (.optional, .optional), (.defaulted, .defaulted): true
        default: false
        }
    }
}
