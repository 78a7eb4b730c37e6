// Negotiation: any Accept and Content-Type gets an answer, and everything is acceptable to whoever accepts everything.

import WritWire

func fuzzMediaTypes(_ input: [UInt8]) {
    // The exact copy outlives the calls.
    let accepts = unsafe withExactly(input) {
        unsafe MediaTypes.accepts($0, offered: "application/json,text/plain; charset=utf-8")
    }
    let one = unsafe withExactly(input) { unsafe MediaTypes.accepts($0, offered: "application/json") }
    let other = unsafe withExactly(input) { unsafe MediaTypes.accepts($0, offered: "text/plain; charset=utf-8") }
    expect(accepts == (one || other), "a list of two is not what its parts are")
    _ = unsafe withExactly(input) { unsafe MediaTypes.matches($0, taken: "application/json,application/*") }
}
