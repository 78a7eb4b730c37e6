// Methods as OpenTelemetry's conventions name them.

internal import WritWire

enum MethodName {
    /// Those of HTTP, and one for all others.
    static let count = 11

    static func index(of method: HTTPMethod) -> Int {
        switch method {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        case .trace: 7
        case .query: 8
        case .connect: 9
        case .other: 10
        }
    }

    static func text(of method: HTTPMethod) -> String {
        let names = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "CONNECT", "_OTHER"]
        return names[index(of: method)]
    }
}
