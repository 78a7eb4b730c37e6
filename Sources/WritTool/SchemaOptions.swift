// How schemas are read where documents differ in what they mean by them.

internal import ArgumentParser
internal import WritResolver

struct SchemaOptions: ParsableArguments {
    enum Types: String, CaseIterable, ExpressibleByArgument {
        case implied, stated
    }

    enum Formats: String, CaseIterable, ExpressibleByArgument {
        case assert, annotate
    }

    @Option(
        help:
            "Schemas without a type have the one that their keywords tell (implied), or take any type, as JSON Schema says (stated)."
    )
    var types = Types.implied

    @Option(help: "Text must be of its format (assert), or formats only tell what is meant (annotate).")
    var formats = Formats.assert

    @Flag(help: "Carry what answers are checked against, for servers that are configured to do so.")
    var validateAnswers = false

    func apply(to options: inout ResolverOptions) {
        options.typesAreStated = types == .stated
        options.assertsFormats = formats == .assert
        options.validatesAnswers = validateAnswers
    }
}
