// Places of names in a list.

import Testing

@testable import WritWire

@Suite struct `Places of names` {
    @Test(arguments: [0, 1, 11, 12, 13, 1_000, 50_000])
    func `are those where the names were added, at the cost of one look at a name or none`(count: Int) {
        let names = (0..<count).map { "name\($0)" }
        var places = NamePlaces()
        for (place, name) in names.enumerated() { places.add(NamePlaces.hash(of: name), at: place) }
        #expect(places.count == count && places.isEmpty == (count == 0))
        var looks = 0
        func place(of name: String) -> Int? {
            places.place(NamePlaces.hash(of: name)) { place in
                looks += 1
                return names[place] == name
            }
        }
        #expect(names.indices.allSatisfy { place(of: names[$0]) == $0 })
        #expect((0..<count).allSatisfy { place(of: "other\($0)") == nil })
        // Another name has to be looked at only where the upper halves of two hashes are equal.
        #expect(looks <= count + 10)
    }

    @Test func `are the right ones though all hashes are equal`() {
        var places = NamePlaces()
        for place in 0..<100 { places.add(7 << 32, at: place) }
        #expect((0..<100).allSatisfy { wanted in places.place(7 << 32) { $0 == wanted } == wanted })
        #expect(places.place(7 << 32) { _ in false } == nil)
    }

    @Test func `of a map follow its members`() {
        var map = JSONMap<Int>()
        for number in 0..<100 { map["n\(number)"] = number }
        #expect(map.updateValue(-1, forKey: "n50") == 50 && map.count == 100)
        #expect(map.removeValue(forKey: "n0") == 0 && map["n0"] == nil && map["n99"] == 99)
        map["n0"] = 100
        #expect(map.map(\.key) == (1..<100).map { "n\($0)" } + ["n0"] && map["n0"] == 100)
        #expect(map["e\u{301}"] == nil)
        map["é"] = 1
        map["e\u{301}"] = 2
        #expect(map["é"] == 1 && map["e\u{301}"] == 2 && map.count == 102)
    }
}
