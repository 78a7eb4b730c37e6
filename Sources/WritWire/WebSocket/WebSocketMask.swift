// The mask of a client's frames (RFC 6455 section 5.3).

enum WebSocketMask {
    /// Appends masked bytes without their mask.
    ///
    /// - Parameters:
    ///   - mask: Its first byte is the lowest.
    ///   - offset: How many bytes of the same frame came before.
    static func append(_ bytes: UnsafeRawBufferPointer, mask: UInt32, offset: Int, to output: inout OutputBuffer) {
        let turn = UInt32(truncatingIfNeeded: offset & 3) * 8
        let turned = turn == 0 ? mask : mask >> turn | mask << (32 - turn)
        let wide = UInt64(turned) | UInt64(turned) << 32
        unsafe output.appendInPlace(atMost: bytes.count) { room in
            guard let source = bytes.baseAddress, let target = room.baseAddress else { return 0 }
            var index = 0
            // 64 bytes at a time as long as there are as many, then eight; both have `bytes.count` bytes.
            let vector = SIMD2<UInt64>(repeating: wide.littleEndian)
            while index + 64 <= bytes.count {
                for part in 0..<4 {
                    let offset = index + part * 16
                    let masked = unsafe (source + offset).loadUnaligned(as: SIMD2<UInt64>.self) ^ vector
                    unsafe target.storeBytes(of: masked, toByteOffset: offset, as: SIMD2<UInt64>.self)
                }
                index += 64
            }
            while index + 8 <= bytes.count {
                let word = unsafe UInt64(littleEndian: (source + index).loadUnaligned(as: UInt64.self)) ^ wide
                unsafe target.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < bytes.count {
                let byte =
                    unsafe (source + index).load(as: UInt8.self) ^ UInt8(truncatingIfNeeded: wide >> (UInt64(index & 7) * 8))
                unsafe target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
                index += 1
            }
            return bytes.count
        }
    }
}
