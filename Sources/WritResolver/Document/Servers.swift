// Servers: the path that operations stand behind. Hosts mean nothing here: a server doesn't choose its own.

internal import WritSpec

extension Resolution {
    /// The path of the document's first server, with the defaults of its variables and without a slash at its end.
    func resolveBasePath() -> String { basePath(ofAll: root[.servers]) ?? "" }

    /// The base path that `servers` of a path or an operation gives it; nil where that is the document's.
    func ownBasePath(of servers: Place?, unless basePath: String) -> String? {
        guard let servers, !servers.items.isEmpty, let own = self.basePath(ofAll: servers) else { return nil }
        let host = host(of: servers.items[0])
        if !host.isEmpty, let documents = root[.servers]?.items.first, host != self.host(of: documents) {
            report(
                .note, "other-host", "the host of this server means nothing here: the operation is served at `\(own)`",
                at: servers.items[0][.url] ?? servers)
        }
        return own == basePath ? nil : own
    }

    private func basePath(ofAll servers: Place?) -> String? {
        let servers = servers?.items ?? []
        let paths = servers.map { basePath(of: $0) }
        guard let first = paths.first, let path = first else { return nil }
        for (server, other) in zip(servers, paths).dropFirst() {
            guard let other, other != path else { continue }
            warn(
                "other-base-path",
                "the paths of this server begin with `\(other)`, and those of the first one with `\(path)`, which is what is served",
                at: server[.url] ?? server, hint: "list the server whose paths shall be served first")
        }
        return path
    }

    private func host(of server: Place) -> String {
        let url = server[.url]?.node.string ?? ""
        guard let scheme = url.firstRange(of: "//") else { return "" }
        return String(url[scheme.upperBound...].prefix { $0 != "/" })
    }

    private func basePath(of server: Place) -> String? {
        guard var url = server[.url]?.node.string else { return nil }
        for (name, variable) in server[.variables]?.entries ?? [] {
            // Its absence was told when its shape was checked.
            guard let value = text(variable[.default]) else { return nil }
            url = url.replacing("{\(name)}", with: value)
            let values = variable.schema.values.compactMap(text)
            if let place = variable[.default], variable[.enum] != nil, !values.contains(value) {
                // OpenAPI 3.0 only says that it should be.
                report(
                    options.isStrict && dialect != .openAPI30 ? .error : .warning, "wrong-default",
                    "the default \(VisibleText.quoted(value)) is not among the values of `enum`", at: place,
                    hint: "list it in `enum`, or choose one of these")
            }
        }
        return basePath(of: url, at: server[.url] ?? server)
    }

    private func basePath(of url: String, at place: Place) -> String? {
        var path = Substring(url)
        if url.hasPrefix("{"), let end = url.firstIndex(of: "}") {
            // Whatever stands for the scheme and the host, the path begins behind it.
            tolerate(
                "missing-variable", "the server's URL `\(url)` has a variable that `variables` does not define", at: place,
                hint: "add it to `variables` with a `default`")
            path = url[end...].drop { $0 != "/" }
        }
        if let host = url.firstRange(of: "//").map({ url[$0.upperBound...].prefix { $0 != "/" } }), host.contains("{") {
            tolerate(
                "missing-variable", "the server's URL `\(url)` has a variable that `variables` does not define", at: place,
                hint: "add it to `variables` with a `default`")
        }
        if let scheme = url.firstRange(of: "://") {
            path = url[scheme.upperBound...].drop { $0 != "/" }
        } else if path.hasPrefix("//") {
            path = path.dropFirst(2).drop { $0 != "/" }
        }
        path = path.prefix { $0 != "?" && $0 != "#" }
        while path.hasSuffix("/") { path.removeLast() }
        // Relative to where the document lies, which is served elsewhere: what is left is taken from the root.
        while path.hasPrefix("./") || path.hasPrefix("../") { path = path.drop { $0 == "." }.dropFirst() }
        if path.isEmpty || path == "." || path == ".." { return "" }
        if path.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F || $0 == "\\" }) {
            error("wrong-path", "a server's URL can't contain spaces, control characters or backslashes", at: place)
            return nil
        }
        if path.unicodeScalars.contains(where: { $0 == "{" || $0 == "}" }) {
            error(
                "missing-variable", "the server's URL `\(url)` has a variable that `variables` does not define", at: place,
                hint: "add it to `variables` with a `default`")
            return nil
        }
        return path.hasPrefix("/") ? String(path) : "/" + path
    }
}
