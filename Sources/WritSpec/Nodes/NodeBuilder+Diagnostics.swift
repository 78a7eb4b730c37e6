// How the builder reports: with the pointer of the place it is at, and no more than asked for.

extension NodeBuilder {
    mutating func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, at location: SourceLocation,
        pointer: String? = nil, hint: String? = nil, related: [Diagnostic.Related] = []
    ) {
        guard !isStopped else { return }
        diagnostics.append(
            Diagnostic(
                severity, code, message, at: location, pointer: pointer ?? self.pointer, hint: hint, related: related))
        if diagnostics.count >= options.limits.diagnosticsMax { isStopped = true }
    }

    /// A limit is reached: reported, and nothing more is read.
    mutating func stop(_ code: String, _ message: String, at location: SourceLocation) {
        report(
            .error, code, message, at: location,
            hint: "this limit protects against documents made to exhaust memory; split the document if it is sound")
        isStopped = true
    }

    /// The JSON pointer of the value that comes next.
    var pointer: String {
        var path: [String] = []
        // A sequence's children lie between its start and the start of the next sequence within it.
        var end = items.count
        for frame in frames.reversed() {
            if frame.isMapping {
                if let key = frame.key { path.append(key.text) }
            } else {
                path.append(String(end - frame.start))
                end = frame.start
            }
        }
        return JSONPointer.text(of: path.reversed())
    }

    /// The JSON pointer of the innermost open collection.
    var collectionPointer: String {
        var outer = self.frames
        _ = outer.popLast()
        var path: [String] = []
        var end = frames.last.map { $0.isMapping ? items.count : $0.start } ?? items.count
        for frame in outer.reversed() {
            if frame.isMapping {
                if let key = frame.key { path.append(key.text) }
            } else {
                path.append(String(end - frame.start))
                end = frame.start
            }
        }
        return JSONPointer.text(of: path.reversed())
    }
}
