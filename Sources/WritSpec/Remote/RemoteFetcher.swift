// Files from the network: what may be asked of whom, and how much in all.

/// The most that is asked of the network.
package struct RemoteLimits: Sendable {
    /// Requests of a run, redirections among them.
    package var requestsMax = 200
    /// Redirections on the way to one file.
    package var redirectsMax = 5
    /// Bytes that all answers of a run have.
    package var bytesMax = 128 << 20
    /// Seconds that a run waits for the network.
    package var secondsMax = 120
    /// Seconds of one request.
    package var requestSecondsMax = 20

    package init() {}
}

/// One request, with nothing left to decide.
package struct RemoteRequest: Sendable {
    package let url: RemoteURL
    /// The only ones that may be connected to; empty where the host is an address itself.
    package let addresses: [NetworkAddress]
    package let bytesMax: Int
    package let secondsMax: Int
}

package enum RemoteAnswer: Sendable {
    case body([UInt8])
    case redirect(to: String, byteCount: Int)
    case tooLarge
    case failed(String, byteCount: Int)
}

/// Fetches URLs, one request after the other, all of a run within one budget. A redirection is a request like any other: its
/// target is looked at before it is asked.
package final class RemoteFetcher {
    private let limits: RemoteLimits
    private let allowsPrivate: Bool
    private let resolve: (String) -> HostAddresses
    private let transfer: (RemoteRequest) -> RemoteAnswer
    private let now: () -> ContinuousClock.Instant
    private var bytesLeft: Int
    private var waited = Duration.zero
    package private(set) var requestCount = 0

    /// - Parameters:
    ///   - allowsPrivate: addresses that are not of the public internet may be asked too.
    ///   - transfer: asks once, and follows no redirection.
    package init(
        limits: RemoteLimits = RemoteLimits(), allowsPrivate: Bool, resolve: @escaping (String) -> HostAddresses = resolveHost,
        now: @escaping () -> ContinuousClock.Instant = { .now }, transfer: @escaping (RemoteRequest) -> RemoteAnswer
    ) {
        self.limits = limits
        self.allowsPrivate = allowsPrivate
        self.resolve = resolve
        self.now = now
        self.transfer = transfer
        self.bytesLeft = limits.bytesMax
    }

    package func fetch(_ text: String, bytesMax: Int) -> Result<LoadedFile, LoadFailure> {
        let start = now()
        defer { waited += now() - start }
        var next = text
        do throws(LoadFailure) {
            for _ in 0...limits.redirectsMax {
                let request = try request(next, of: text, bytesMax: bytesMax, since: start)
                requestCount += 1
                switch transfer(request) {
                case .body(let bytes):
                    bytesLeft -= bytes.count
                    return .success(LoadedFile(bytes: bytes, path: Credentials.masked(text)))
                case .redirect(let target, let byteCount):
                    bytesLeft -= byteCount
                    next = FilePath.resolved(target, against: request.url.text)
                case .tooLarge:
                    bytesLeft -= request.bytesMax
                    throw refusal(text, "it has more than \(request.bytesMax) bytes", hint: "keep a copy beside the document")
                case .failed(let reason, let byteCount):
                    bytesLeft -= byteCount
                    throw refusal(text, reason, hint: "check the URL, or keep a copy beside the document")
                }
            }
            throw refusal(text, "it is redirected more than \(limits.redirectsMax) times", hint: "write the URL that it ends at")
        } catch {
            return .failure(error)
        }
    }

    private func request(
        _ text: String, of original: String, bytesMax: Int, since start: ContinuousClock.Instant
    ) throws(LoadFailure) -> RemoteRequest {
        let secondsLeft = limits.secondsMax - Int((waited + (now() - start)).components.seconds)
        if requestCount >= limits.requestsMax { throw spent(original, "\(limits.requestsMax) requests") }
        if bytesLeft <= 0 { throw spent(original, "\(limits.bytesMax) bytes") }
        if secondsLeft <= 0 { throw spent(original, "\(limits.secondsMax) seconds") }
        guard let url = RemoteURL(text) else {
            throw refusal(
                original, "this isn't an http or https URL that can be fetched", hint: "write it with a plain host, in ASCII")
        }
        guard !url.hasCredentials else {
            throw refusal(
                original, "a URL with a user or a password is not fetched", hint: "keep a copy of the file beside the document")
        }
        let found = resolve(url.host)
        guard let first = found.addresses.first else {
            throw refusal(original, "the host \(VisibleText.quoted(url.host)) has no address", hint: "check the URL")
        }
        guard allowsPrivate || found.addresses.allSatisfy(\.isPublic) else { throw privateAddress(original, url.host) }
        return RemoteRequest(
            url: found.isNumeric ? url.at(host: first.text) : url, addresses: found.isNumeric ? [] : found.addresses,
            bytesMax: min(bytesMax, bytesLeft), secondsMax: min(limits.requestSecondsMax, secondsLeft))
    }

    // MARK: Refusals

    private func privateAddress(_ original: String, _ host: String) -> LoadFailure {
        .refused(
            Diagnostic(
                .error, "private-address",
                "\(VisibleText.quoted(original)) is not fetched: the host \(VisibleText.quoted(host)) isn't public", at: nil,
                hint: "pass --allow-remote-private to fetch from this machine and its own network too"))
    }

    private func spent(_ original: String, _ budget: String) -> LoadFailure {
        .refused(
            Diagnostic(
                .error, "remote-limit",
                "\(VisibleText.quoted(original)) is not fetched: this run has fetched \(budget), which is the most",
                at: nil, hint: "keep copies of the files beside the document"))
    }

    private func refusal(_ original: String, _ reason: String, hint: String) -> LoadFailure {
        .refused(
            Diagnostic(
                .error, "not-fetched", "\(VisibleText.quoted(original)) can't be fetched: \(reason)", at: nil, hint: hint))
    }
}
