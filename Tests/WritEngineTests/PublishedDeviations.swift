// Where this server decides otherwise than the source of a published request, each with the reason.

/// What comes of an input: 200 for each request that is read, then what ends the connection.
struct Deviation {
    let outcome: String
    let reason: String
}

let deviations: [String: Deviation] = [:]
