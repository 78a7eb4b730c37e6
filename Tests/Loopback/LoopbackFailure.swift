// What went wrong between a test and the server it talks to.

public struct LoopbackFailure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
        self.description = description
    }
}
