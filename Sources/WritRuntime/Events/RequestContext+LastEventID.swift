// Where an event stream is to go on.

internal import WritEngine
internal import WritWire

extension RequestContext {
    /// The id of the last event that the client has seen, by its field `Last-Event-ID`; nil where it begins anew. Browsers send it when
    /// they connect again by themselves (HTML, section 9.2.4).
    ///
    ///     let changes = log.events(after: context.lastEventID)
    public var lastEventID: String? {
        guard let id = field("Last-Event-ID"), !id.isEmpty else { return nil }
        return id
    }
}
