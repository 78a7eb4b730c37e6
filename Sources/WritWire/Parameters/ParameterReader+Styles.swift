// The styles of the specification beyond `form` and `simple`: label and matrix in paths, other separators in queries.

/// How a path parameter is written when it isn't plain (RFC 6570 sections 3.2.5 and 3.2.7).
public enum PathStyle: Sendable {
    /// `.blue`, `.blue,black`
    case label
    /// `;color=blue`, `;color=blue,black`
    case matrix
    /// `;color=blue;color=black`, or an object's `;R=100;G=200`: the semicolon alone goes in front.
    case matrixPairs
}

extension ParameterReader {
    /// Selects the path parameter `index`, without what its style writes in front of it; false, with a violation, where
    /// that is missing.
    public mutating func selectPath(_ index: Int, _ name: StaticString, _ style: PathStyle) -> Bool {
        selectPath(index, name)
        switch style {
        case .label: return drop(UInt8(ascii: "."), "must begin with a dot")
        case .matrix: return dropMatrixName(name)
        case .matrixPairs: return drop(UInt8(ascii: ";"), "must begin with a semicolon")
        }
    }

    private mutating func drop(_ byte: UInt8, _ message: String) -> Bool {
        guard unsafe value.first == byte else {
            violate("style", message)
            return false
        }
        unsafe value = UnsafeRawBufferPointer(rebasing: value.dropFirst())
        return true
    }

    private mutating func dropMatrixName(_ name: StaticString) -> Bool {
        if unsafe value.first == UInt8(ascii: ";") {
            let (written, rest) = unsafe split(UnsafeRawBufferPointer(rebasing: value.dropFirst()))
            if unsafe isName(written, name) {
                unsafe value = rest
                return true
            }
        }
        violate("style", "must be written as ;\(name)=value")
        return false
    }

    private func isName(_ written: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        if unsafe written.spells(name) { return true }
        guard let decoded = unsafe percentDecoded(written) else { return false }
        // The array lends its bytes for the closure.
        return unsafe decoded.withUnsafeBytes { unsafe $0.spells(name) }
    }

    /// Goes to the next item of the selected value, cut at another separator than commas. An empty value has no items.
    ///
    /// - Parameter named: Each item has this name and an equals sign in front: `;color=blue;color=black`.
    public mutating func nextItem(by separator: ItemSeparator, named: StaticString? = nil) -> Bool {
        if unsafe items == nil {
            if unsafe value.isEmpty { return false }
            unsafe items = value
        }
        guard var rest = unsafe items, let item = unsafe separator.takePiece(of: &rest) else { return false }
        unsafe items = rest
        guard let named else {
            unsafe value = item
            return true
        }
        let (name, text) = unsafe split(item)
        unsafe value = text
        if unsafe !isName(name, named) { violate("style", "must be written as ;\(named)=value") }
        return true
    }

    /// True where the selected value is empty, which is as good as none for a parameter with `allowEmptyValue`.
    public var isEmpty: Bool { unsafe value.isEmpty }

    /// Takes the selected value as it stands, without percent-decoding (`style: cookie`).
    public mutating func takeVerbatim() { isVerbatim = true }
}
