// Forms: the same parts come out of a body however it is cut, and a form that is taken is JSON of its shape.

import WritWire

/// What a multipart body falls into.
private struct Taken: Equatable {
    var parts: [[UInt8]] = []
    var end = "missing"

    /// - Parameter pieces: The body, in the pieces that it comes in.
    init(_ pieces: [[UInt8]]) {
        guard var parser = MultipartParser(boundary: Array("b".utf8), headBytesMax: 256, partsMax: 8) else { return }
        for piece in pieces {
            // The exact copy outlives the call.
            let isDone = unsafe withExactly(piece) { unsafe take($0, &parser) }
            if isDone { return }
        }
    }

    /// True where nothing more is to come.
    private mutating func take(_ piece: UnsafeRawBufferPointer, _ parser: inout MultipartParser) -> Bool {
        var position = 0
        while true {
            switch unsafe parser.next(piece, from: &position) {
            case .incomplete:
                expect(position == piece.count, "bytes are left over")
                return false
            case .head: parts.append(PartHead(lines: parser.head, isForm: true).map { Array($0.name.utf8) } ?? parser.head)
            case .data(let range):
                // The range is one of the piece.
                unsafe add(UnsafeRawBufferPointer(rebasing: piece[range]))
            case .held(let range): parts[parts.count - 1] += parser.heldBytes[range]
            case .endOfPart: parts[parts.count - 1].append(0)
            case .end:
                end = "end"
                return true
            case .refused(let error):
                end = "\(error)"
                return true
            }
        }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        expect(!parts.isEmpty, "bytes of no part")
        unsafe parts[parts.count - 1].append(contentsOf: bytes)
    }
}

private let contentType = Array("multipart/form-data; boundary=b".utf8)

private let shape = FormShape(
    #"""
    {a:ns,b:b,list:[n],deep:@1,json:j,cut:c[n],pipe:p{x:n},*:*}
    {x:nz,deep:@1,*:s}
    """#)

/// The input is a multipart body with the boundary `b`, and a urlencoded form, too.
func fuzzForms(_ input: [UInt8]) {
    let whole = Taken([input])
    for pieces in cuts(of: input) { expect(Taken(pieces) == whole, "another form where it is cut") }
    // The exact copy outlives the readers.
    unsafe withExactly(input) { bytes in
        var form = unsafe FormReader(bytes, contentType: contentType, limits: FormLimits())
        let names = JSONKeys("a! b file list")
        while let part = form.nextPart(names, lists: 0b1000, isClosed: true) {
            switch part {
            case 0:
                var json = form.json()
                _ = json.readValue()
                form.finish(json: &json)
            case 1:
                var text = form.text()
                _ = text.readInt()
                form.finish(text: text)
            default: _ = form.file("image/png,text/*")
            }
        }
        if case .malformed? = form.error { expect(whole.end != "end" || !whole.parts.isEmpty, "no form of nothing") }
        let pairs = unsafe URLEncodedForm(bytes, shape)
        guard pairs.failure == nil else { return }
        var json = pairs.json()
        expect(json.readValue() != nil || json.finish() != nil, "a form that is neither taken nor refused")
    }
}
