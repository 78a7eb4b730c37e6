// Addresses of Writ and of Foundation.

public import FoundationEssentials
public import WritWire

extension URL {
    /// The same address; nil where Foundation takes it for none.
    ///
    ///     guard let url = URL(input.callback) else { throw NotImplemented() }
    public init?(_ uri: URI) { self.init(string: uri.text) }
}

extension URI {
    /// The same address, all of it; nil where it has no scheme, as one that is relative to nothing.
    ///
    ///     let uri = URI(URL(filePath: "/tmp/cover.png"))
    public init?(_ url: URL) { self.init(url.absoluteString) }
}
