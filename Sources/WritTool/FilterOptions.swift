// The options that choose operations.

internal import ArgumentParser

struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Generate only operations with this tag. May be repeated.", valueName: "tag"))
    var includeTag: [String] = []

    @Option(help: ArgumentHelp("Leave out operations with this tag. May be repeated.", valueName: "tag"))
    var excludeTag: [String] = []

    @Option(
        help: ArgumentHelp(
            "Generate only operations of this path, as in /pets/**: a star is part of a segment, two are any segments. May be repeated.",
            valueName: "glob"))
    var includePath: [String] = []

    @Option(help: ArgumentHelp("Leave out operations of this path. May be repeated.", valueName: "glob"))
    var excludePath: [String] = []

    @Option(
        help: ArgumentHelp("Generate the operation with this id, whatever else is chosen. May be repeated.", valueName: "id"))
    var operation: [String] = []
}
