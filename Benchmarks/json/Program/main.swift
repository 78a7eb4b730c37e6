// Decodes and encodes the same documents with generated code, Foundation, msgspec and orjson in turn, and prints the ratios.
//
// JSONBenchmark CORPUS ORDER PYTHON PEERS [allocations | checks | decode NAME | encode NAME]
//
// `allocations` counts those of decoding, with the counter preloaded; `checks`, or a verb and a name, do only that, for a
// profiler.

import Foundation
import WritWire

let arguments = Array(CommandLine.arguments.dropFirst())
guard (4...6).contains(arguments.count) else {
    print("usage: JSONBenchmark CORPUS ORDER PYTHON PEERS [allocations | checks | decode NAME | encode NAME]")
    exit(2)
}
let peers = try Peers(python: arguments[2], script: arguments[3])
let user = FileManager.default.temporaryDirectory.appendingPathComponent("writ-bench-user.json")
try Data(
    """
    {"id":7,"name":"Ada Lovelace","email":"ada@example.com","tags":["admin","staff"],"active":true,"score":12.5}
    """.utf8
).write(to: user)

func corpus(_ name: String) -> URL { URL(fileURLWithPath: arguments[0]).appendingPathComponent(name) }

let order = URL(fileURLWithPath: arguments[1])
let documents = [
    try Document(
        "Timeline", corpus("twitter.json"), Codables.Timeline.self, { Timeline.read(from: &$0) }, { $0.write(to: &$1) }),
    try Document(
        "Catalog", corpus("citm_catalog.json"), Codables.Catalog.self, { Catalog.read(from: &$0) }, { $0.write(to: &$1) }),
    try Document(
        "Events", corpus("github_events.json"), [Codables.Event].self, { readEvents(&$0) }, { writeEvents($0, to: &$1) }),
    try Document("Order", order, Codables.Order.self, { Order.read(from: &$0) }, { $0.write(to: &$1) }),
    try Document("User", user, Codables.User.self, { User.read(from: &$0) }, { $0.write(to: &$1) }),
]

if arguments.count == 5, arguments[4] == "checks" {
    print(try Checks(order).text)
    exit(0)
}
if arguments.count == 5, let counter = AllocationCounter() {
    var isGood = true
    print("allocations   needed by the value   made by decoding")
    for document in documents {
        // What is made once, such as tables of names, is there behind the first time.
        document.writ(.decode, 2)
        let made = counter.allocations { document.writ(.decode, 1) }
        print(
            document.name.padding(toLength: 12, withPad: " ", startingAt: 0) + padded("\(document.allocationsNeeded)", 23)
                + padded("\(made)", 19))
        if made != document.allocationsNeeded { isGood = false }
    }
    exit(isGood ? 0 : 1)
}
if arguments.count == 6, let verb = Verb(rawValue: arguments[4]) {
    for document in documents where document.name == arguments[5] {
        let one = nanoseconds(2000) { document.writ(verb, $0) }
        print("\(document.name): \(Int(one)) ns")
    }
    exit(0)
}

var isGood = true
for verb in Verb.allCases {
    let aim = verb == .decode ? 10.0 : 8.0
    print("\n\(verb.rawValue)              bytes      writ MB/s   foundation MB/s   x foundation   x msgspec   x orjson")
    for document in documents {
        let row = Row(document, verb, peers: peers)
        print(row.text)
        if row.foundation < aim { isGood = false }
    }
    print("aim: \(Int(aim)) times Foundation")
}

let checks = try Checks(order)
print("\n" + checks.text)
if checks.share >= 0.15 { isGood = false }
if !isGood {
    print("\nbench-json: an aim is missed")
    exit(1)
}
