// Reads a configuration: each key by a table, each mistake with its place.

internal import Foundation
internal import WritEmitter
internal import WritResolver
internal import WritSpec

struct ConfigurationReader {
    /// What paths are relative to.
    let folder: String
    /// Somebody has named the file, or it lies in the working directory: it may say what flags may.
    let isTrusted: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(folder: String, isTrusted: Bool) {
        self.folder = folder
        self.isTrusted = isTrusted
    }

    private static let keys = [
        "document", "output", "client", "module", "access", "conformance", "codecs", "name", "allow", "overlays", "include-tags",
        "exclude-tags",
        "include-paths", "exclude-paths", "operations", "allow-remote", "allow-remote-private", "allow-outside", "raw-xml",
        "open-enums", "schema-types",
        "formats", "validate-answers", "types",
    ]

    /// What is said for all APIs, and the settings of each.
    mutating func read(_ root: Node) -> (shared: GenerationSettings, apis: [GenerationSettings]) {
        if root.isNull { return (GenerationSettings(), []) }
        guard let mapping = root.mapping else {
            report("wrong-shape", "a configuration is a mapping, not \(root.kindName)", at: root.location)
            return (GenerationSettings(), [])
        }
        let shared = settings(mapping, others: ["apis"])
        guard let list = mapping["apis"] else { return (shared, shared.document == nil ? [] : [shared]) }
        guard let items = list.sequence else {
            report("wrong-shape", "`apis` is a list, not \(list.kindName)", at: list.location)
            return (shared, [])
        }
        if let entry = mapping.entry("document") {
            report(
                "wrong-key", "`document` is given beside `apis`", at: entry.keyLocation,
                hint: "put it into one of the list's entries")
        }
        let apis = items.compactMap { item -> GenerationSettings? in
            guard let own = item.mapping else {
                report("wrong-shape", "an API is a mapping, not \(item.kindName)", at: item.location)
                return nil
            }
            if own["document"] == nil { report("missing-field", "the API has no `document`", at: item.location) }
            return settings(own, others: []).over(shared)
        }
        return (shared, apis)
    }

    private mutating func settings(_ mapping: Mapping, others: [String]) -> GenerationSettings {
        var settings = GenerationSettings()
        for entry in mapping.entries where !others.contains(entry.key) { read(entry, into: &settings, others) }
        return settings
    }

    private mutating func read(_ entry: Mapping.Entry, into settings: inout GenerationSettings, _ others: [String]) {
        switch entry.key {
        case "document": settings.document = text(entry).map(path)
        case "output": settings.output = text(entry).map { place($0, entry.value.location) }
        case "client": settings.client = text(entry).map { place($0, entry.value.location) }
        case "module": settings.module = text(entry)
        case "access": settings.access = choice(entry)
        case "conformance": settings.conformance = choice(entry)
        case "codecs": settings.codecs = choice(entry)
        case "name": settings.name = text(entry)
        case "allow": settings.allow = allowed(entry)
        case "overlays": settings.overlays = texts(entry).map { place($0.text, $0.location) }
        case "include-tags": settings.includeTags = texts(entry).map(\.text)
        case "exclude-tags": settings.excludeTags = texts(entry).map(\.text)
        case "include-paths": settings.includePaths = texts(entry).map(\.text)
        case "exclude-paths": settings.excludePaths = texts(entry).map(\.text)
        case "operations": settings.operations = texts(entry).map(\.text)
        case "allow-remote": settings.allowRemote = permission(entry, .allowRemote, &settings)
        case "allow-remote-private": settings.allowRemotePrivate = permission(entry, .allowRemotePrivate, &settings)
        case "allow-outside": readFolders(entry, into: &settings)
        case "raw-xml": settings.isXMLRaw = boolean(entry)
        case "open-enums": settings.hasOpenEnums = boolean(entry)
        case "schema-types": settings.schemaTypes = choice(entry)
        case "formats": settings.formats = choice(entry)
        case "validate-answers": settings.validatesAnswers = boolean(entry)
        case "types": readTypes(entry, into: &settings)
        default: reportUnknown(entry, among: Self.keys + others)
        }
    }

    // MARK: Types

    private mutating func readTypes(_ types: Mapping.Entry, into settings: inout GenerationSettings) {
        for entry in entries(types) {
            switch entry.key {
            case "formats": settings.types.formats = targets(entry)
            case "schemas":
                settings.types.schemas = targets(entry)
                settings.typePlaces = (entry.value.mapping?.entries ?? []).map {
                    ConfiguredSchema(name: $0.key, location: $0.keyLocation)
                }
            default: reportUnknown(entry, among: ["formats", "schemas"])
            }
        }
    }

    private mutating func targets(_ list: Mapping.Entry) -> [String: TypeMapping.Target] {
        var targets: [String: TypeMapping.Target] = [:]
        for entry in entries(list) {
            // The name alone is enough for a type of the generated code's own module.
            if entry.value.string != nil {
                if let name = typeName(entry) { targets[entry.key] = TypeMapping.Target(name: name) }
                continue
            }
            var target = TypeMapping.Target(name: "")
            for part in entries(entry) {
                switch part.key {
                case "type": target.name = typeName(part) ?? "Never"
                case "module": target.module = typeName(part)
                default: reportUnknown(part, among: ["type", "module"])
                }
            }
            if target.name.isEmpty {
                report(
                    "missing-field", "`\(VisibleText.visible(entry.key))` has no `type`", at: entry.keyLocation,
                    hint: "name the Swift type: `type: Money`")
            }
            targets[entry.key] = target
        }
        return targets
    }

    private mutating func typeName(_ entry: Mapping.Entry) -> String? {
        guard let text = text(entry) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            part.first.map { $0.isLetter || $0 == "_" } == true && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        if isName { return text }
        report(
            "wrong-name", "\(VisibleText.quoted(text)) isn't the name of a Swift \(entry.key == "module" ? "module" : "type")",
            at: entry.value.location, hint: "write it as in Swift: `Money`, or `Bank.Money` for one inside another")
        return nil
    }

    // MARK: Values

    private mutating func entries(_ entry: Mapping.Entry) -> [Mapping.Entry] {
        if let mapping = entry.value.mapping { return mapping.entries }
        if !entry.value.isNull { reportShape(entry, "a mapping") }
        return []
    }

    private mutating func text(_ entry: Mapping.Entry) -> String? {
        if let text = entry.value.string, !text.isEmpty { return text }
        reportShape(entry, "a text")
        return nil
    }

    private mutating func boolean(_ entry: Mapping.Entry) -> Bool? {
        if entry.value.boolean == nil { reportShape(entry, "true or false") }
        return entry.value.boolean
    }

    /// True or false, and nothing where it is not this file's to say.
    private mutating func permission(
        _ entry: Mapping.Entry, _ key: RefusedLimit.Key, _ settings: inout GenerationSettings
    ) -> Bool? {
        guard boolean(entry) == true, !isTrusted else { return entry.value.boolean }
        settings.refusedLimits.append(RefusedLimit(key: key, location: entry.keyLocation))
        return nil
    }

    private mutating func readFolders(_ entry: Mapping.Entry, into settings: inout GenerationSettings) {
        let folders = texts(entry).map { place($0.text, $0.location) }
        if isTrusted {
            settings.allowOutside = folders
        } else if !folders.isEmpty {
            settings.refusedLimits.append(RefusedLimit(key: .allowOutside, location: entry.keyLocation))
        }
    }

    /// A list of texts; one alone needs no list.
    private mutating func texts(_ entry: Mapping.Entry) -> [(text: String, location: SourceLocation)] {
        if let one = entry.value.string { return [(one, entry.value.location)] }
        guard let items = entry.value.sequence, items.allSatisfy({ $0.string != nil }) else {
            reportShape(entry, "a list of texts")
            return []
        }
        return items.compactMap { item in item.string.map { ($0, item.location) } }
    }

    private mutating func allowed(_ entry: Mapping.Entry) -> [String] {
        let codes = ["duplicate-key"] + ResolverOptions.allowableCodes
        let texts = texts(entry)
        for (text, location) in texts where !codes.contains(text) {
            report(
                "wrong-value", "\(VisibleText.quoted(text)) can't be allowed", at: location,
                hint: closestName(to: text, among: codes).map { "did you mean `\($0)`?" }
                    ?? "what can: \(codes.joined(separator: ", "))")
        }
        return texts.map(\.text)
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(_ entry: Mapping.Entry) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(entry) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        report(
            "wrong-value", "`\(entry.key)` can't be \(VisibleText.quoted(text))", at: entry.value.location,
            hint: closestName(to: text, among: names).map { "did you mean `\($0)`?" }
                ?? "it is one of \(names.joined(separator: ", "))")
        return nil
    }

    private func place(_ text: String, _ location: SourceLocation) -> SettingPath {
        SettingPath(path(text), location: location, boundary: isTrusted ? nil : folder)
    }

    private func path(_ text: String) -> String {
        if text.hasPrefix("/") || folder.isEmpty { return text }
        return (folder as NSString).appendingPathComponent(text)
    }

    // MARK: Mistakes

    private mutating func reportUnknown(_ entry: Mapping.Entry, among keys: [String]) {
        report(
            "unknown-key", "there is no key \(VisibleText.quoted(entry.key)) here", at: entry.keyLocation,
            hint: closestName(to: entry.key, among: keys).map { "did you mean `\($0)`?" }
                ?? "the keys are \(keys.joined(separator: ", "))")
    }

    private mutating func reportShape(_ entry: Mapping.Entry, _ shape: String) {
        report(
            "wrong-shape", "`\(VisibleText.visible(entry.key))` is \(shape), not \(entry.value.kindName)",
            at: entry.value.location)
    }

    private mutating func report(_ code: String, _ message: String, at location: SourceLocation, hint: String? = nil) {
        diagnostics.append(Diagnostic(.error, code, message, at: location, hint: hint))
    }
}
