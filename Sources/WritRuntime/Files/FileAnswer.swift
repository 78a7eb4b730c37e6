// Files as answers: conditions, parts, and the whole (RFC 9110 sections 13 and 14).

package import WritEngine
internal import WritWire

/// How one file is answered to one request.
package struct FileAnswer: Sendable {
    let file: OpenFile
    let contentType: String
    /// The name of the coding that the file's bytes are in.
    let coding: String?

    package init(_ file: OpenFile, contentType: String, coding: String? = nil) {
        self.file = file
        self.contentType = contentType
        self.coding = coding
    }

    /// A strong one: nanoseconds tell two versions of a file apart, and the size those that a clock doesn't.
    var entityTag: EntityTag {
        let parts = [file.modifiedSeconds, file.modifiedNanoseconds, file.byteCount].map { String($0, radix: 16) }
        return EntityTag(parts[0], parts[1], parts[2])
    }

    var lastModified: DateTime? { DateTime(secondsSinceEpoch: Int64(file.modifiedSeconds)) }

    /// Answers GET and HEAD with the file, a part of it, or that the client has it; other methods with the whole.
    ///
    /// A status other than 200 is answered as it is: a page for what is not there has no parts. Fields that the answer has already stay:
    /// `ETag` and `Last-Modified` of the handler's own hold for the conditions, too.
    package nonisolated(nonsending) func answer(_ context: RequestContext, _ exchange: Exchange, status: Int = 200) async throws {
        guard status == 200, exchange.method == .get || exchange.method == .head else {
            return try await answerWhole(exchange, status: status)
        }
        let tag = exchange.answerField("ETag").flatMap { EntityTag(field: $0) } ?? entityTag
        let modified =
            exchange.answerField("Last-Modified").flatMap { DateTime(httpDate: $0, now: .now) } ?? lastModified
        if !exchange.hasField("ETag") { exchange.addField("ETag", tag.field) }
        if let modified, !exchange.hasField("Last-Modified") { exchange.addField("Last-Modified", modified.httpDate) }
        do {
            if try context.checkPreconditions(tag, lastModified: modified) == .notModified {
                return exchange.answerEmpty(status: 304)
            }
        } catch {
            // The contract of an operation that answers files need not know of it.
            return exchange.answerProblem(412, "The file is another version than the request is about.")
        }
        exchange.addField("Accept-Ranges", "bytes")
        guard exchange.method == .get, isRangeMeant(context, tag, modified) else {
            return try await answerWhole(exchange, status: 200)
        }
        let range = unsafe exchange.withField("Range") { unsafe RangeField($0, byteCount: file.byteCount) }
        switch range {
        case .parts(let parts)?: try await answer(parts, exchange)
        case .unsatisfiable?:
            exchange.answerProblem(416, "The file has \(file.byteCount) bytes, and none of them is in the range.") {
                $0.add("Content-Range", "bytes */\(file.byteCount)")
            }
        case .ignored?, nil: try await answerWhole(exchange, status: 200)
        }
    }

    /// Whether the client has parts of just this version (RFC 9110 section 13.1.5): by a strong tag, or by the very time.
    private func isRangeMeant(_ context: RequestContext, _ tag: EntityTag, _ modified: DateTime?) -> Bool {
        guard let field = context.field("If-Range") else { return true }
        if let other = EntityTag(field: field) { return tag.isStrongly(other) }
        guard let modified, let date = DateTime(httpDate: field, now: .now) else { return false }
        return modified.secondsSinceEpoch == date.secondsSinceEpoch
    }

    private nonisolated(nonsending) func answerWhole(_ exchange: Exchange, status: Int) async throws {
        try await send(exchange, status, contentType, length: file.byteCount) { [file] writer in
            try await writer.write(file, from: 0, count: file.byteCount)
        }
    }

    private nonisolated(nonsending) func answer(_ parts: [Range<Int>], _ exchange: Exchange) async throws {
        if parts.count == 1 {
            let part = parts[0]
            exchange.addField("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(file.byteCount)")
            return try await send(exchange, 206, contentType, length: part.count) { [file] writer in
                try await writer.write(file, from: part.lowerBound, count: part.count)
            }
        }
        let ranges = MultipartRanges(parts, byteCount: file.byteCount, contentType: contentType)
        try await send(exchange, 206, ranges.contentType, length: ranges.length) { [file] writer in
            for part in parts {
                try await writer.write(ranges.head(of: part))
                try await writer.write(file, from: part.lowerBound, count: part.count)
            }
            try await writer.write(ranges.end)
        }
    }

    private nonisolated(nonsending) func send(
        _ exchange: Exchange, _ status: Int, _ contentType: String, length: Int,
        _ write: nonisolated(nonsending) @escaping @Sendable (AnswerWriter) async throws -> Void
    ) async throws {
        if !exchange.hasField("Content-Type") { exchange.addField("Content-Type", contentType) }
        if let coding { exchange.addField("Content-Encoding", coding) }
        if exchange.keepStream(status: status, contentType: nil, contentLength: length, write) { return }
        try await exchange.forgivingLosses {
            try await exchange.answerStream(status: status, contentType: nil, contentLength: length, write)
        }
    }
}

extension Exchange {
    /// The value of a field of the answer that is still to come.
    fileprivate func answerField(_ name: StaticString) -> String? {
        var found: String?
        // The bytes are copied at once; a static string's live as long as the program.
        unsafe forEachField { other, value in
            if found == nil, unsafe other.spellsIgnoringCase(name) { found = unsafe String(decoding: value, as: UTF8.self) }
        }
        return found
    }
}
