// The generated client of the styles: values come back from every place as they were sent.

import StylesExample
import StylesExampleClient
import Testing
import WritTesting
import WritWire

@testable import StylesExampleServer

@Suite struct `The typed client of the styles` {
    let client = StylesClient(TestClient(styles()))
    static let ada = Person(name: "Ada, =;&.%/ü", age: 36, isAdmin: true)
    static let bob = Person(name: "Bob")
    static let text = "100% a+b %41/ü?&=;,."
    static let trip = Trip(
        number: 5, exploded: -6, text: text, numbers: [3, 4, 5], list: [6, -7], person: ada, members: bob)

    @Test func `brings values through paths`() async throws {
        let simple = try await client.tripSimple(
            number: 5, exploded: -6, text: Self.text, numbers: [3, 4, 5], list: [6, -7], person: Self.ada, members: Self.bob)
        let label = try await client.tripLabel(
            number: 5, exploded: -6, text: "a b", numbers: [3, 4, 5], list: [6, -7], person: Self.bob, members: Self.bob)
        let matrix = try await client.tripMatrix(
            number: 5, exploded: -6, text: Self.text, numbers: [3, 4, 5], list: [6, -7], person: Self.ada, members: Self.bob)
        #expect(simple == Self.trip)
        #expect(label.text == "a b" && label.list == [6, -7] && label.person == Self.bob && label.members == Self.bob)
        #expect(matrix == Self.trip)
    }

    @Test func `brings JSON through a path`() async throws {
        let trip = try await client.tripContent(person: Self.ada, text: Self.text, value1number: 7)
        #expect(trip == Trip(number: 7, text: Self.text, person: Self.ada))
    }

    @Test func `brings values through queries`() async throws {
        let trip = try await client.tripQuery(
            number: 5, exploded: -6, text: Self.text, numbers: [3, 4, 5], list: [6, -7], person: Self.ada, members: Self.bob,
            content: Self.ada, value1st: "one")
        var sent = Self.trip
        (sent.content, sent.first) = (Self.ada, "one")
        #expect(trip == sent)
        #expect(try await client.tripQuery() == Trip())
        let journey = Journey(id: 12, isLong: true, leader: Self.ada, stops: ["a", "b c"], people: nil)
        #expect(try await client.tripDeep(journey: journey).journey == journey)
    }

    @Test func `brings values through header fields and cookies`() async throws {
        let person = Person(name: "Ada", age: 36, isAdmin: true)
        var sent = Trip(
            number: 5, exploded: -6, text: "a b", numbers: [3, 4, 5], list: [6, -7], person: person, members: Self.bob)
        let fields = try await client.tripFields(
            xNumber: 5, xExploded: -6, xText: "a b", xNumbers: [3, 4, 5], xList: [6, -7], xPerson: person,
            xMembers: Self.bob, xContent: Self.bob, value1St: "one")
        (sent.content, sent.first) = (Self.bob, "one")
        #expect(fields == sent)
        let cookies = try await client.tripCookies(
            number: 5, exploded: -6, text: Self.text, numbers: [3, 4, 5], list: [6, -7], person: Self.ada, members: Self.bob,
            content: Self.bob, value1st: "one")
        var kept = Self.trip
        (kept.content, kept.first) = (Self.bob, "one")
        #expect(cookies == kept)
    }

    @Test func `brings lists and objects through spaces and pipes`() async throws {
        let rgb = Rgb(r: 100, g: 200, b: 150)
        for read in [
            try await client.readSpaces(colors: ["blue", "black"], rgb: rgb),
            try await client.readPipes(colors: ["blue", "black"], rgb: rgb),
        ] {
            #expect(read.colors == ["blue", "black"] && read.rgb == rgb)
        }
    }

    @Test func `brings a form through a query as a whole`() async throws {
        let choices = try Choices(
            jsonText: #"{"pair":[1,"x",false],"rate":1,"picks":[1,"a",true],"people":[{"name":"Bob"},{"name":"Ada","age":36}]}"#)
        #expect(try await client.tripForm(choices: choices).choices == choices)
    }
}
