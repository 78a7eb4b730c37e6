// What one run of `writ generate` goes by: flags, and what a configuration file says beside them.

internal import WritEmitter
internal import WritResolver
internal import WritSpec

/// Everything that can be said of one API. Nil and empty: not said.
struct GenerationSettings {
    var document: String?
    var output: SettingPath?
    /// The folder of a typed client, and the module that the generated code is compiled into.
    var client: SettingPath?
    var module: String?
    var access: EmitterOptions.Access?
    var conformance: EmitterOptions.Conformance?
    var codecs: EmitterOptions.Codecs?
    var name: String?
    var allow: [String] = []
    var overlays: [SettingPath] = []
    var includeTags: [String] = []
    var excludeTags: [String] = []
    var includePaths: [String] = []
    var excludePaths: [String] = []
    var operations: [String] = []
    var allowRemote: Bool?
    var allowRemotePrivate: Bool?
    /// Folders besides the document's own whose files may be referred to.
    var allowOutside: [SettingPath] = []
    /// Limits that a configuration lifts and may not.
    var refusedLimits: [RefusedLimit] = []
    var isXMLRaw: Bool?
    var hasOpenEnums: Bool?
    var schemaTypes: SchemaOptions.Types?
    var formats: SchemaOptions.Formats?
    var validatesAnswers: Bool?
    var types = TypeMapping()
    /// Where the mapping of types is written.
    var typePlaces: [ConfiguredSchema] = []

    /// These settings and, where they say nothing, the others.
    func over(_ others: GenerationSettings) -> GenerationSettings {
        func list(_ path: KeyPath<GenerationSettings, [String]>) -> [String] {
            self[keyPath: path].isEmpty ? others[keyPath: path] : self[keyPath: path]
        }
        var result = others
        result.document = document ?? others.document
        result.output = output ?? others.output
        result.client = client ?? others.client
        result.module = module ?? others.module
        result.access = access ?? others.access
        result.conformance = conformance ?? others.conformance
        result.codecs = codecs ?? others.codecs
        result.name = name ?? others.name
        result.allow = list(\.allow)
        result.overlays = overlays.isEmpty ? others.overlays : overlays
        result.includeTags = list(\.includeTags)
        result.excludeTags = list(\.excludeTags)
        result.includePaths = list(\.includePaths)
        result.excludePaths = list(\.excludePaths)
        result.operations = list(\.operations)
        result.allowRemote = allowRemote ?? others.allowRemote
        result.allowRemotePrivate = allowRemotePrivate ?? others.allowRemotePrivate
        result.allowOutside = allowOutside.isEmpty ? others.allowOutside : allowOutside
        // What flags say themselves needs nobody's leave.
        result.refusedLimits = others.refusedLimits.filter { !says($0.key) } + refusedLimits
        result.isXMLRaw = isXMLRaw ?? others.isXMLRaw
        result.hasOpenEnums = hasOpenEnums ?? others.hasOpenEnums
        result.schemaTypes = schemaTypes ?? others.schemaTypes
        result.formats = formats ?? others.formats
        result.validatesAnswers = validatesAnswers ?? others.validatesAnswers
        result.types.formats.merge(types.formats) { _, own in own }
        result.types.schemas.merge(types.schemas) { _, own in own }
        result.typePlaces += typePlaces
        return result
    }

    /// Whether these settings lift a limit.
    private func says(_ key: RefusedLimit.Key) -> Bool {
        switch key {
        case .allowRemote: allowRemote == true
        case .allowRemotePrivate: allowRemotePrivate == true
        case .allowOutside: !allowOutside.isEmpty
        }
    }

    var filter: OperationFilter {
        var filter = OperationFilter()
        filter.includedTags = includeTags.map { ExactText.kept($0) }
        filter.excludedTags = excludeTags.map { ExactText.kept($0) }
        filter.includedPaths = includePaths.map { ExactText.kept($0) }
        filter.excludedPaths = excludePaths.map { ExactText.kept($0) }
        filter.operations = operations.map { ExactText.kept($0) }
        return filter
    }

    var resolverOptions: ResolverOptions {
        var options = ResolverOptions(allowed: Set(allow), name: name, isXMLRaw: isXMLRaw ?? false, filter: filter)
        options.hasOpenEnumerations = hasOpenEnums ?? false
        options.types = types
        options.typesAreStated = schemaTypes == .stated
        options.assertsFormats = formats != .annotate
        options.validatesAnswers = validatesAnswers ?? false
        options.readsAllTypes = codecs != .served
        return options
    }
}
