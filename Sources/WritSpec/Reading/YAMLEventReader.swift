// libyaml's event parser behind a type that frees what it allocates.

import CLibYAML

/// Reads events of a text; valid only while the text is.
@safe struct YAMLEventReader: ~Copyable {
    /// What stopped the parser, in its own words and marks.
    struct Failure {
        let problem: String
        let context: String
        let problemMark: yaml_mark_t
        let contextMark: yaml_mark_t
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// The bounds hold: the parser is initialized before use, and reads `text` only within its count.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            return nil
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        unsafe self.parser = parser
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
    }

    /// Hands over the next event, which is freed afterwards; false where the text can't be parsed further.
    mutating func next(_ take: (borrowing yaml_event_t) -> Void) -> Bool {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { return false }
        unsafe take(event)
        unsafe yaml_event_delete(&event)
        return true
    }

    /// The bounds hold: libyaml's problem texts are static and terminated, or null.
    var failure: Failure {
        let state = unsafe parser.pointee
        return unsafe Failure(
            problem: state.problem.map { unsafe String(cString: $0) } ?? "out of memory",
            context: state.context.map { unsafe String(cString: $0) } ?? "",
            problemMark: state.problem_mark, contextMark: state.context_mark)
    }
}
