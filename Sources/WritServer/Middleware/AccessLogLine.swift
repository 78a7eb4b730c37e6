// What is logged of a request that has been answered.

internal import Logging
internal import WritRuntime
internal import WritWire

struct AccessLogLine {
    let context: RequestContext
    let status: Int
    let byteCount: Int?
    let microseconds: Int?

    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "method": .string(context.methodName), "path": .string(context.path), "status": .stringConvertible(status),
            "peer": .string(context.clientAddress),
        ]
        if let microseconds { metadata["microseconds"] = .stringConvertible(microseconds) }
        if let byteCount { metadata["bytes"] = .stringConvertible(byteCount) }
        return metadata
    }

    /// `GET /pets 200 312 B 1.25 ms`
    var text: String {
        var text = "\(context.methodName) \(context.path) \(status)"
        if let byteCount { text += " \(byteCount) B" }
        if let microseconds { text += " \(microseconds / 1000).\(String(microseconds % 1000 / 10 + 100).dropFirst()) ms" }
        return text
    }

    /// All of it as one object, in an order that people can read.
    var json: String {
        var members = JSONObject()
        members["method"] = .string(context.methodName)
        members["path"] = .string(context.path)
        members["status"] = .number(JSONNumber(status))
        if let byteCount { members["bytes"] = .number(JSONNumber(byteCount)) }
        if let microseconds { members["microseconds"] = .number(JSONNumber(microseconds)) }
        members["peer"] = .string(context.clientAddress)
        members["requestID"] = .string(context.requestID)
        if let operation = context.operation { members["operation"] = .string(operation.id) }
        return JSONValue.object(members).text
    }
}
