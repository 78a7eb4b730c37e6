// How schemas are read where documents differ in what they mean by them.

internal import ArgumentParser

struct SchemaOptions: ParsableArguments {
    enum Types: String, CaseIterable, ExpressibleByArgument {
        case implied, stated
    }

    enum Formats: String, CaseIterable, ExpressibleByArgument {
        case assert, annotate
    }

    @Option(
        help:
            "Schemas without a type have the one that their keywords tell (implied), or take any type, as JSON Schema says (stated). (default: implied)"
    )
    var types: Types?

    @Option(help: "Strings must match their format (assert), or formats are documentation only (annotate). (default: assert)")
    var formats: Formats?

    @Flag(help: "Generate what answers can be checked against, for servers with `ServerConfiguration.validateAnswers`.")
    var validateAnswers = false
}
