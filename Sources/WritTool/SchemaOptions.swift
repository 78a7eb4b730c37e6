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

    @Option(help: "Text must be of its format (assert), or formats only tell what is meant (annotate). (default: assert)")
    var formats: Formats?

    @Flag(help: "Carry what answers are checked against, for servers that are configured to do so.")
    var validateAnswers = false
}
