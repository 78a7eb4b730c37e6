// What proxies and tracing systems write: nothing read beyond the end, and what a client has written before changes nothing.

import WritInputs
import WritWire

func fuzzForwarding(_ input: [UInt8]) {
    checkProxyHeader(input)
    // The exact copies outlive their reading.
    let elements = unsafe withExactly(input) { list -> [[UInt8]] in
        var found: [[UInt8]] = []
        var elements = unsafe ElementsFromEnd(list)
        while let element = unsafe elements.next() {
            _ = unsafe ForwardedElement(element)
            _ = unsafe ForwardedNode(element)
            unsafe found.append(Array(element))
        }
        return found
    }
    expect(!elements.isEmpty && elements.count <= input.count + 1, "\(elements.count) elements of \(input.count) bytes")
    // A proxy adds its own element behind whatever a client has sent.
    unsafe withExactly(input + Array(", for=\"[2001:db8::1]:80\";proto=https".utf8)) { list in
        var elements = unsafe ElementsFromEnd(list)
        let last = unsafe elements.next().flatMap { unsafe ForwardedElement($0) }
        expect(last?.node?.address.description(port: 80) == "[2001:db8::1]:80", "the last element is another one")
    }
    if let parent = TraceContext(traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", traceState: input.latin1)
    {
        expect(parent.traceState.isEmpty || parent.traceState.utf8.elementsEqual(input), "another trace state")
    }
    _ = TraceContext(traceParent: input.latin1)
}

/// A header is complete with the same bytes however many follow, and no part of it is.
private func checkProxyHeader(_ input: [UInt8]) {
    let whole = unsafe withExactly(input) { unsafe ProxyHeader.read($0) }
    guard case .complete(_, let byteCount) = whole else { return }
    expect(byteCount <= input.count, "a header longer than the input")
    expect(
        unsafe withExactly(Array(input[..<byteCount])) { unsafe ProxyHeader.read($0) } == whole, "what follows changes a header")
    let part = unsafe withExactly(Array(input[..<(byteCount - 1)])) { unsafe ProxyHeader.read($0) }
    expect(part == .incomplete, "a part of a header is \(part)")
}
