// Tabs before comments and on empty lines, where YAML has white space of any kind.

import Testing
import WritSpec

@Suite struct TabTests {
    @Test(arguments: [
        "a: 1\n\t# c\nb: 2\n", "a: 1\n \t # c\n\n\t\nb: 2\n", "\t# c\na: 1\nb: 2\n", "a: 1\nb: 2\n\t# c", "a: 1\nb: 2\n\t\n",
        "a:\n\t# c\n  1\nb: 2\n", "a: 1 \t# c\nb: 2\t# d\n", "a: 1\r\n\t# c\r\nb: 2\r\n", "a: 1\n\t# \u{2028} c\nb: 2\n",
    ]) func `a line of a comment alone may begin with a tab`(text: String) {
        #expect(read(text).1.isEmpty)
        #expect(json(text) == #"{"a":1,"b":2}"#)
    }

    @Test func `what follows such a line keeps its place, and a text its tabs`() {
        let (document, diagnostics) = read("a:\n\t# one\n  - x\n\t# two\n  - |\n    y\n    \t# text\n # three\n\t# four\nb: @\n")
        #expect(document == nil)
        #expect(diagnostics.map { $0.location?.line } == [10])
        let text = read("a:\n\t# one\n  - x\n\t# two\n  - |\n    y\n    \t# text\n # three\n\t# four\nb: 1\n").0
        #expect(text?.node(at: "/a/1")?.string == "y\n\t# text\n")
        #expect(text?.node(at: "/a/1")?.location.line == 5)
    }

    @Test(arguments: ["a:\n\tb: 1\n", "a: 1\n\t# c\n\tb: 2\n", "a:\n\t- b\n"]) func `a tab before more than that is told`(
        text: String
    ) {
        #expect(read(text).1.map(\.code).contains("tab-indentation"))
    }

    @Test(arguments: [(64, true), (65, false)]) func `so many lines apart from each other are put up with`(
        count: Int, isRead: Bool
    ) {
        let text = (0..<count).map { "k\($0): 1\n\t# c\n" }.joined() + "end: 1\n"
        #expect(read(text).1.isEmpty == isRead)
    }
}
