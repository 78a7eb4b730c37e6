// What is secret in the URLs of a text: it is not printed.

package enum Credentials {
    /// The text with each character of a password before a host, and of a query's tokens and keys, replaced by a star.
    package static func masked(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.contains(UInt8(ascii: ":")), bytes.contains(UInt8(ascii: "@")) || bytes.contains(UInt8(ascii: "=")) else {
            return text
        }
        return String(String.UnicodeScalarView(masked(Array(text.unicodeScalars))))
    }

    /// The same of scalars, as many as before.
    static func masked(_ scalars: [UnicodeScalar]) -> [UnicodeScalar] {
        var result = scalars
        var next = 0
        while let start = authority(in: scalars, from: next) {
            var end = start
            while end < scalars.count, !endsAuthority(scalars[end]) { end += 1 }
            if let at = scalars[start..<end].lastIndex(of: "@") { star(&result, start..<at) }
            next = maskQuery(&result, scalars, from: end)
        }
        return result
    }

    private static func star(_ scalars: inout [UnicodeScalar], _ range: Range<Int>) {
        for index in range { scalars[index] = "*" }
    }

    /// Behind the next `://`, whose slashes JSON may have escaped, as a pointer may.
    private static func authority(in scalars: [UnicodeScalar], from start: Int) -> Int? {
        var index = start
        while index < scalars.count {
            index += 1
            guard scalars[index - 1] == ":" else { continue }
            var (end, slashes) = (index, 0)
            while end < scalars.count, slashes < 2 {
                if scalars[end] == "/" {
                    (end, slashes) = (end + 1, slashes + 1)
                } else if end + 1 < scalars.count,
                    scalars[end] == "\\" && scalars[end + 1] == "/" || scalars[end] == "~" && scalars[end + 1] == "1"
                {
                    (end, slashes) = (end + 2, slashes + 1)
                } else {
                    break
                }
            }
            if slashes == 2 { return end }
        }
        return nil
    }

    private static func endsAuthority(_ scalar: UnicodeScalar) -> Bool {
        scalar.value <= 0x20 || ["/", "?", "#", "\"", "'", "`", "<", ">", "~"].contains(scalar)
    }

    private static let secretWords = ["token", "key", "secret", "sig", "pass", "pwd", "auth", "cred"]

    /// Up to the end of the URL; answers that.
    private static func maskQuery(_ result: inout [UnicodeScalar], _ scalars: [UnicodeScalar], from start: Int) -> Int {
        var index = start
        var name = ""
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.value <= 0x20 || ["#", "\"", "'", "`", "<", ">"].contains(scalar) { return index }
            index += 1
            if scalar == "?" || scalar == "&" || scalar == ";" {
                name = ""
            } else if scalar == "=" {
                var end = index
                while end < scalars.count, scalars[end].value > 0x20,
                    !["&", ";", "#", "\"", "'", "`", "<", ">", "…"].contains(scalars[end])
                { end += 1 }
                if secretWords.contains(where: { name.lowercased().contains($0) }) { star(&result, index..<end) }
                index = end
            } else if name.unicodeScalars.count < 100 {
                name.unicodeScalars.append(scalar)
            }
        }
        return index
    }
}
