// Numbers: exact as integers, correctly rounded as floating point, shortest when written.

import Foundation
import Testing
import WritInputs

@testable import WritWire

@Suite struct `JSON numbers` {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("100e-2", 1), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", .min), ("9007199254740993", 9_007_199_254_740_993), ("922337203685477580.7e1", .max),
            ("0e999999999999999999999", 0), ("0.000e5", 0), ("10000000000000000000000e-20", 100),
        ] as [(String, Int64)])
    func `whole numbers are exact in any spelling`(text: String, value: Int64) throws {
        #expect(try outcome(text) { $0.readInt64() }.get() == value)
    }

    @Test(arguments: [
        "1.5", "9223372036854775808", "-9223372036854775809", "1e19", "1e-1", "1e999999999999999999999", "true", "\"1\"",
    ])
    func `what is no 64-bit whole number is a violation`(text: String) {
        guard case .failure(.invalid(let violations)) = outcome(text, { $0.readInt64() }) else {
            Issue.record("\(text) was read or malformed")
            return
        }
        #expect(violations.count == 1)
    }

    @Test func `narrow types refuse what they can't hold, and say their range`() throws {
        #expect(try outcome("127") { $0.readInt8() }.get() == 127)
        #expect(try outcome("-128") { $0.readInt8() }.get() == -128)
        #expect(try outcome("18446744073709551615") { $0.readUInt64() }.get() == .max)
        #expect(try outcome("4294967295") { $0.readUInt32() }.get() == .max)
        for text in ["128", "-129"] {
            #expect(
                throws: JSONReadError.invalid([
                    Violation(pointer: "", keyword: "format", message: "must be a whole number from -128 to 127")
                ])
            ) { try outcome(text) { $0.readInt8() }.get() }
        }
        #expect(throws: JSONReadError.self) { try outcome("-1") { $0.readUInt8() }.get() }
        #expect(throws: JSONReadError.self) { try outcome("18446744073709551616") { $0.readUInt64() }.get() }
        #expect(throws: JSONReadError.self) { try outcome("2147483648") { $0.readInt32() }.get() }
    }

    @Test(arguments: [
        "0.1", "-0.0", "1e23", "8.41e21", "9007199254740993", "2.2250738585072011e-308", "5e-324", "1.7976931348623157e308",
        "123456789012345678901234567890", "0.00000000000000000000000000000000000001", "1e22", "1e-22", "3.5e-1",
    ])
    func `floating point is rounded as the standard library does`(text: String) throws {
        #expect(try outcome(text) { $0.readDouble() }.get().bitPattern == Double(text)?.bitPattern)
        if let float = Float(text), float.isFinite {
            #expect(try outcome(text) { $0.readFloat() }.get().bitPattern == float.bitPattern)
        }
    }

    @Test func `a number beyond floating point is a violation`() {
        #expect(throws: JSONReadError.self) { try outcome("1e400") { $0.readDouble() }.get() }
        #expect(throws: JSONReadError.self) { try outcome("1e39") { $0.readFloat() }.get() }
    }

    static let numbers = PublishedCorpus.folder.appending(path: "json/numbers/data")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: numbers.path), "the corpus is not here: set WRIT_CORPUS"))
    func `the number parsing cases are exact`() throws {
        var checked = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.numbers.path) where name.hasSuffix(".txt") {
            let file = try String(contentsOf: Self.numbers.appending(path: name), encoding: .utf8)
            // Half, single and double precision bits in hexadecimal, then the number.
            for line in file.split(separator: "\n") {
                let parts = line.split(separator: " ")
                guard parts.count == 4, let bits = UInt64(parts[2], radix: 16), let single = UInt32(parts[1], radix: 16)
                else { continue }
                let text = String(parts[3])
                if bits & 0x7FF0_0000_0000_0000 != 0x7FF0_0000_0000_0000,
                    let value = try? outcome(text, { $0.readDouble() }).get()
                {
                    #expect(value.bitPattern == bits, "\(text)")
                    checked += 1
                }
                if single & 0x7F80_0000 != 0x7F80_0000, let value = try? outcome(text, { $0.readFloat() }).get() {
                    #expect(value.bitPattern == single, "\(text)")
                }
            }
        }
        #expect(checked > 1000)
    }

    @Test(
        arguments: [
            (1.0, "1"), (-0.0, "-0.0"), (0.1, "0.1"), (1e300, "1e+300"), (9_007_199_254_740_992, "9007199254740992.0"),
            (-2.5, "-2.5"), (.nan, "null"), (.infinity, "null"),
        ] as [(Double, String)])
    func `doubles are written shortest`(value: Double, text: String) {
        var output = OutputBuffer()
        output.write(value)
        #expect(written(output) == text)
    }

    @Test func `doubles with few decimals are written as the standard library describes them`() {
        let units: [Double] = [10, 100, 1_000, 10_000, 100_000]
        for round in 0..<20_000 {
            let number = Double(Int.random(in: -1_000_000_000_000...1_000_000_000_000) >> (round % 41))
            let decimal = number / units[round % units.count]
            for value in [decimal, decimal.nextUp, decimal.nextDown] where value != value.rounded() {
                var output = OutputBuffer()
                output.write(value)
                #expect(written(output) == value.description)
            }
        }
    }

    @Test(arguments: [
        (0.001, "0.001"), (0.0001, "0.0001"), (0.01, "0.01"), (-0.5, "-0.5"), (9_999_999_999.5, "9999999999.5"),
        (10_000_000_000.5, "10000000000.5"), (1.0005, "1.0005"), (1.00005, "1.00005"), (0.1 + 0.2, "0.30000000000000004"),
    ])
    func `decimals at the ends of the short way are written whole`(value: Double, text: String) {
        var output = OutputBuffer()
        output.write(value)
        #expect(written(output) == text)
    }
}
