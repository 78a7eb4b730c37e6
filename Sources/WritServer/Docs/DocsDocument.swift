// What docs pages are made from: the names that the contract gives the API, and the document itself.

/// The document of an API, as the generator embedded it.
struct DocsDocument: Sendable {
    var title: String
    var version: String
    /// CommonMark.
    var description: String?
    /// The source file's own bytes: YAML, or JSON, which is YAML too.
    var source: [UInt8]
    /// The same document as JSON.
    var json: [UInt8]
    /// Its WebSockets and event streams as a document of AsyncAPI; nil where there are none.
    var asyncJSON: [UInt8]?
}
