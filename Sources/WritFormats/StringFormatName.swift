// The formats that texts are held to.

/// Those of JSON Schema (2020-12 validation, section 7.3) and `byte`: the generator writes checks of these, and the runtime has
/// one of each.
package enum StringFormatName: String, Sendable, CaseIterable {
    case dateTime = "date-time"
    case date, time, duration
    case email
    case idnEmail = "idn-email"
    case hostname
    case idnHostname = "idn-hostname"
    case ipv4, ipv6
    case uri
    case uriReference = "uri-reference"
    case iri
    case iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case uuid
    case byte
    case jsonPointer = "json-pointer"
    case relativeJsonPointer = "relative-json-pointer"
    case regex
}
