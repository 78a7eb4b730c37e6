// The events of a text/event-stream that has ended (HTML, section 9.2.6).

/// An event as its lines say it.
struct EventLines {
    var name: String?
    var data: String
    var id: String?
    var retry: Int?

    static func events(of text: String) -> [EventLines] {
        var events: [EventLines] = []
        var (name, data, id, retry): (String?, [String], String?, Int?) = (nil, [], nil, nil)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }) {
            guard !line.isEmpty else {
                if !data.isEmpty {
                    events.append(EventLines(name: name, data: data.joined(separator: "\n"), id: id, retry: retry))
                }
                (name, data, id, retry) = (nil, [], nil, nil)
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1].first == " " ? parts[1].dropFirst() : parts[1]) : ""
            switch parts[0] {
            case "event": name = value
            case "data": data.append(value)
            case "id": id = value
            case "retry": retry = Int(value)
            default: break
            }
        }
        return events
    }
}
