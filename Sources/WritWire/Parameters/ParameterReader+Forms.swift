// Parameters that are objects, or whatever else is more than a text: they are put together as JSON, and read as such.

extension ParameterReader {
    /// Puts the parameter together from its collected pairs: `name=…`, `name[key]=…`; false where none came.
    public mutating func selectForm(_ name: StaticString, _ location: ParameterLocation, _ shape: FormShape) -> Bool {
        begin(location, name)
        isMembers = false
        guard let form, let node = form.child(of: 0, named: "\(name)") else { return checked(form) && false }
        var text = OutputBuffer(minimumCapacity: 256)
        form.write(node, shape, shape.root, name: "\(name)", to: &text)
        assembled = AssembledText(consume text)
        return checked(form)
    }

    /// Puts an object together whose properties are pairs of their own (`explode: true`); false where none came.
    ///
    /// - Parameter isRequired: It is an object without properties then.
    public mutating func selectMembers(
        _ name: StaticString, _ location: ParameterLocation, _ shape: FormShape, isRequired: Bool = false
    ) -> Bool {
        begin(location, name)
        isMembers = true
        let form = self.form ?? FormPairs()
        var text = OutputBuffer(minimumCapacity: 256)
        let isThere = form.writeMembers(shape, to: &text)
        assembled = AssembledText(consume text)
        return checked(form) && (isThere || isRequired)
    }

    /// Puts the parameter together from the selected value alone: a part of the path, a field, a cookie.
    public mutating func assemble(_ shape: FormShape) -> Bool {
        let encoding: TextEncoding =
            switch location {
            case .header: .verbatim
            case .query: .form
            default: isVerbatim ? .verbatim : .percent
            }
        isMembers = false
        let form = FormPairs()
        unsafe form.addText(value, encoding, to: 0)
        var text = OutputBuffer(minimumCapacity: 256)
        form.write(0, shape, shape.root, name: name, to: &text)
        assembled = AssembledText(consume text)
        return checked(form)
    }

    /// Takes the selected value as JSON (`content: application/json`).
    public mutating func selectJSON() -> Bool {
        isMembers = false
        // The value is lent for the closure.
        let decoded = unsafe withValue("content", "must be JSON") { bytes in
            var text = OutputBuffer(minimumCapacity: bytes.count)
            unsafe text.append(bytes)
            return AssembledText(consume text)
        }
        guard let decoded else { return false }
        assembled = decoded
        return true
    }

    /// Takes the whole query as one parameter (`in: querystring`), as a form of that shape; false where there is none.
    public mutating func selectQuery(_ name: StaticString, _ shape: FormShape, isRequired: Bool = false) -> Bool {
        begin(.querystring, name)
        isMembers = true
        guard unsafe query.count > 0 || isRequired else { return false }
        let form = FormPairs()
        unsafe form.addPairs(query)
        var text = OutputBuffer(minimumCapacity: 1024)
        form.write(shape, to: &text)
        assembled = AssembledText(consume text)
        return checked(form)
    }

    /// Selects the whole query as one text; false where there is none, with a violation if there had to be.
    public mutating func selectQuery(_ name: StaticString, isRequired: Bool = false) -> Bool {
        begin(.querystring, name)
        unsafe value = query
        if unsafe query.count > 0 { return true }
        if isRequired { missing(name, .querystring) }
        return false
    }

    /// The JSON that the parameter was put together as. The reader must be gone before another parameter is selected.
    public func json() -> JSONReader {
        // The buffer stays until another parameter is put together.
        let bytes = unsafe assembled?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        return unsafe JSONReader(bytes)
    }

    /// Ends the reading of such a parameter: what is wrong with its parts is noted.
    public mutating func finish(_ json: inout JSONReader) {
        switch json.finish() {
        case nil: return
        case .malformed(let offset, let message):
            violate("content", "must be JSON: at byte \(offset), \(message)")
        case .invalid(let violations):
            for violation in violations { violate("\(violation.keyword)", violation.message, at: violation.pointer) }
        }
    }

    private mutating func violate(_ keyword: String, _ message: String, at pointer: String) {
        append(
            ParameterViolation(location: location, name: partName(pointer), keyword: keyword, message: message))
    }

    /// `filter[status][0]` for the pointer `/status/0`; the first name stands alone where it is a pair's own.
    private func partName(_ pointer: String) -> String {
        var tokens = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { token in
            String(token).replacing("~1", with: "/").replacing("~0", with: "~")
        }[...]
        var text = name
        if isMembers, let first = tokens.popFirst() { text = first }
        for token in tokens { text += "[\(token)]" }
        return text
    }

    /// Notes a fault of the pairs; false where there is one.
    private mutating func checked(_ form: FormPairs?) -> Bool {
        guard let fault = form?.fault else { return true }
        let keyword = if case .text = fault { "type" } else if case .json = fault { "content" } else { "style" }
        let violation = ParameterViolation(
            location: location, name: fault.name ?? name, keyword: keyword, message: fault.message)
        // Pairs that several parameters are put together from have one fault.
        if !violations.contains(where: { $0.name == violation.name && $0.message == violation.message }) { append(violation) }
        return false
    }
}

/// A parameter as JSON. A reference, since the reader of parameters holds none but where there is an object.
final class AssembledText {
    private let text: OutputBuffer

    init(_ text: consuming OutputBuffer) {
        self.text = consume text
    }

    /// They stay where they are as long as this does.
    var bytes: UnsafeRawBufferPointer { unsafe text.bytes }
}
