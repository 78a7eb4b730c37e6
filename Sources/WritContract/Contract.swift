// The resolved contract: what a document means, as plain values with nothing left to look up.

/// Everything an emitter needs to know of one document.
///
/// Invariants: every reference is resolved, every name is a valid Swift identifier and unique in its scope, every
/// decision about the shape of the generated code (presence, boxing, direction, case names) is made.
package struct Contract: Sendable, Equatable {
    package var info: Info
    /// The path that all routes stand below, from the first server's URL: empty, or `/api/v3` without a slash behind.
    package var basePath: String
    /// Type declarations in the order in which they are emitted; nested ones lie in their parents.
    package var types: [TypeDeclaration]
    /// What operations and types have alike.
    package var shared = SharedTypes()
    /// Operations in the document's order.
    package var operations: [Operation]
    /// One for each handler protocol, in the order of first use.
    package var groups: [HandlerGroup]
    package var document: SourceDocument
    /// Nil: every operation is open to everybody.
    package var security: SecurityContract?
    /// The patterns of texts, each once.
    package var patterns = PatternList()
    /// What neither types nor plain checks carry.
    package var rules = RuleList()

    package init(
        info: Info, basePath: String, types: [TypeDeclaration], operations: [Operation], groups: [HandlerGroup],
        document: SourceDocument, security: SecurityContract? = nil
    ) {
        self.info = info
        self.basePath = basePath
        self.types = types
        self.operations = operations
        self.groups = groups
        self.document = document
        self.security = security
    }
}

/// The patterns of a contract, and the enum that holds them in generated code.
package struct PatternList: Sendable, Equatable {
    package struct Pattern: Sendable, Equatable {
        /// `pattern_5e0b3c21`: by its source, so that other patterns don't change it.
        package var swiftName: String
        /// As the document writes it.
        package var source: String
        /// Its automaton, as the runtime reads it.
        package var automaton: String

        package init(swiftName: String, source: String, automaton: String) {
            self.swiftName = swiftName
            self.source = source
            self.automaton = automaton
        }
    }

    package var typeName: String
    package var patterns: [Pattern]

    package init(typeName: String = "Patterns", patterns: [Pattern] = []) {
        self.typeName = typeName
        self.patterns = patterns
    }
}

/// What the document says of itself.
package struct Info: Sendable, Equatable {
    package var title: String
    package var version: String
    package var description: String?
    /// The name of the type that ties handlers to routes, `PetstoreAPI`.
    package var apiName: String

    package init(title: String, version: String, description: String?, apiName: String) {
        self.title = title
        self.version = version
        self.description = description
        self.apiName = apiName
    }
}

/// The document as it is served: the source's own bytes, and the same as JSON.
package struct SourceDocument: Sendable, Equatable {
    package var bytes: [UInt8]
    package var json: [UInt8]
    /// True where the source is a JSON text, so that `bytes` serve for both.
    package var isJSON: Bool
    /// The WebSockets and event streams as a document of AsyncAPI, in JSON; nil where there are none.
    package var asyncJSON: [UInt8]?

    package init(bytes: [UInt8], json: [UInt8], isJSON: Bool) {
        self.bytes = bytes
        self.json = json
        self.isJSON = isJSON
    }
}

/// The operations of one tag: one handler protocol.
package struct HandlerGroup: Sendable, Equatable {
    /// `PetsHandlers`
    package var protocolName: String
    /// `pets`: the property and argument label of the API type.
    package var propertyName: String
    package var documentation: String?
    /// Indices into `Contract.operations`.
    package var operations: [Int]
    /// What is received by it, where it is not for the API's own operations.
    package var receives: Receiver.Kind?

    package init(
        protocolName: String, propertyName: String, documentation: String?, operations: [Int],
        receives: Receiver.Kind? = nil
    ) {
        self.protocolName = protocolName
        self.propertyName = propertyName
        self.documentation = documentation
        self.operations = operations
        self.receives = receives
    }
}
