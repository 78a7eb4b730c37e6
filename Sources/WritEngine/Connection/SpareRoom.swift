// Buffers that the connections of a loop hand on to each other.

package import WritWire

/// Memory for what one connection receives and sends at a time: whoever has nothing to say leaves it to the others.
package struct SpareRoom: ~Copyable {
    package var incoming = OutputBuffer(minimumCapacity: 0)
    package var outgoing = OutputBuffer(minimumCapacity: 0)

    /// Bytes of each that are kept.
    private static var bytesMax: Int { 1 << 20 }

    /// Gives back what only a very large message needed.
    package mutating func trim() {
        if incoming.capacity > Self.bytesMax { incoming = OutputBuffer(minimumCapacity: 0) }
        if outgoing.capacity > Self.bytesMax { outgoing = OutputBuffer(minimumCapacity: 0) }
    }
}
