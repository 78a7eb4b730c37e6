// Webhooks and callbacks as operations that the application may receive.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// The operations of `webhooks`, and those of the callbacks of all operations.
    func collectReceivers(_ sources: [OperationSource]) -> [OperationSource] {
        var names: [Receiver.Kind: NameScope] = [:]
        var receivers: [OperationSource] = []
        for (name, item) in (root[.webhooks] ?? root[.extensionWebhooks])?.entries ?? [] where !name.hasPrefix("x-") {
            receivers += collect(item, Receiver(kind: .webhooks, name: name), id: name, &names)
        }
        // A callback may have callbacks, and its path item may be one that it lies in.
        var seen = Set((sources + receivers).map(\.place.pointer))
        var waiting = sources + receivers
        while let source = waiting.popLast() {
            for (name, written) in source.place[.callbacks]?.entries ?? [] where !name.hasPrefix("x-") {
                guard let callback = follow(written, as: .callback) else { continue }
                let id = (source.place[.operationId]?.node.string).map { "\($0)-\(name)" } ?? name
                for (expression, item) in callback.entries where !expression.hasPrefix("x-") {
                    let receiver = Receiver(kind: .callbacks, name: id, expression: expression)
                    let found = collect(item, receiver, id: id, &names).filter { seen.insert($0.place.pointer).inserted }
                    receivers += found
                    waiting += found
                }
            }
        }
        return receivers
    }

    private func collect(
        _ item: Place, _ receiver: Receiver, id: String, _ names: inout [Receiver.Kind: NameScope]
    ) -> [OperationSource] {
        let path = "/" + encodedSegment(receiver.name)
        let sources = collectOperations(path, item, location: item.node.location, basePath: nil)
        return sources.enumerated().map { index, source in
            var source = source
            source.receiver = receiver
            let methodID = sources.count == 1 ? id : "\(id)-\(source.method.name.lowercased())"
            source.madeID = methodID
            // Two of one name and method would have one address.
            let key = "\(source.method.name) \(receiver.name)"
            let claimed = names[receiver.kind, default: NameScope()].claim(key)
            if claimed != key { source.receiver?.name = receiver.name + String(claimed.dropFirst(key.count)) }
            return source
        }
    }
}

/// A text as one segment of a path: what is not unreserved (RFC 3986, 2.3) is percent-encoded.
func encodedSegment(_ text: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
        let scalar = Unicode.Scalar(byte)
        if byte < 0x80, Character(scalar).isLetter || Character(scalar).isNumber || "-._~".utf8.contains(byte) {
            result.unicodeScalars.append(scalar)
        } else {
            result += "%\(hexadecimal[Int(byte >> 4)])\(hexadecimal[Int(byte & 15)])"
        }
    }
}
