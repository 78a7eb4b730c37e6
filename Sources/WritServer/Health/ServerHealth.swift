// What a server tells those who look after it.

/// The paths at which a server says whether it lives and whether it takes requests, and what that depends on.
///
///     configuration.health = ServerHealth(checks: [
///         ServerHealth.Check("database", timeout: .seconds(2)) { try await database.ping() }
///     ])
///
/// The live path is answered with 200 as long as the server answers at all, also while it ends: whoever restarts what doesn't live
/// lets it end. The ready path is answered with 200 while requests are taken and all required checks pass, else with 503; it says
/// so from the moment that the server is told to end. Both are answered before middleware and whatever the contract has there, and
/// tell nothing but the names of checks and whether they pass; the log has the errors.
public struct ServerHealth: Sendable {
    /// Where the server says that it lives; nil: nowhere.
    public var livePath: String?
    /// Where the server says whether it takes requests; nil: nowhere.
    public var readyPath: String?
    /// What the server can't do without.
    public var checks: [Check]

    /// Both paths, and the checks behind the second.
    public init(livePath: String? = "/live", readyPath: String? = "/ready", checks: [Check] = []) {
        self.livePath = livePath
        self.readyPath = readyPath
        self.checks = checks
    }

    /// Something that a server depends on.
    ///
    /// It is looked at when somebody asks for the ready path, once for all who ask meanwhile, and never twice at a time: one that
    /// hangs is not begun again until it has ended.
    public struct Check: Sendable {
        /// What the ready path calls it.
        public let name: String
        let isRequired: Bool
        let timeout: Duration
        let keepsFor: Duration
        let run: @Sendable () async throws -> Void

        /// A check by a closure.
        ///
        /// - Parameters:
        ///   - name: What the ready path calls it.
        ///   - isRequired: Whether the server takes no requests where it fails; otherwise it is only told of.
        ///   - timeout: The time after which it has failed, and its task is cancelled.
        ///   - keepsFor: The time for which its result holds.
        ///   - run: Returns where all is well, and throws where it isn't. It doesn't run on a loop.
        public init(
            _ name: String, isRequired: Bool = true, timeout: Duration = .seconds(1), keepsFor: Duration = .seconds(2),
            _ run: @escaping @Sendable () async throws -> Void
        ) {
            self.name = name
            self.isRequired = isRequired
            self.timeout = timeout
            self.keepsFor = keepsFor
            self.run = run
        }
    }
}
