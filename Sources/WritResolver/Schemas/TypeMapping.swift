// Types of the application's own that stand for formats and schemas.

internal import WritContract
internal import WritSpec

/// Which formats and schemas the application has types for.
package struct TypeMapping: Sendable {
    /// A type by its name in Swift, and the module to import for it.
    package struct Target: Sendable, Hashable {
        package var name: String
        package var module: String?

        package init(name: String, module: String? = nil) {
            self.name = name
            self.module = module
        }
    }

    package var formats: [String: Target]
    /// By the names under `components/schemas`.
    package var schemas: [String: Target]

    package init(formats: [String: Target] = [:], schemas: [String: Target] = [:]) {
        self.formats = formats
        self.schemas = schemas
    }

    /// What values of the format are; nil where nothing else is said. `String` takes a format its type.
    func custom(forFormat format: String, isText: Bool) -> ValueType? {
        formats[format].map { type(of: $0, isText: isText, subject: format) }
    }

    func custom(forSchema name: String, isText: Bool) -> ValueType? {
        schemas[ExactText.written(name)].map { type(of: $0, isText: isText, subject: name) }
    }

    private func type(of target: Target, isText: Bool, subject: String) -> ValueType {
        if isText, target.name == "String" { return .string }
        let name = target.name.split(separator: ".").map(String.init)
        return .custom(CustomType(name: name, module: target.module, isText: isText, subject: subject))
    }
}
