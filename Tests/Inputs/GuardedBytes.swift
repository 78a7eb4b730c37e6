// Memory for inputs that ends where reading is deadly.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Bytes that end exactly where readable memory ends: a parser that reads one byte too many dies at once.
@safe
package final class GuardedBytes {
    private let region: UnsafeMutableRawPointer
    private let regionSize: Int
    package let bytes: UnsafeRawBufferPointer

    package init(_ content: [UInt8]) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let readable = (content.count + page - 1) / page * page
        regionSize = readable + page
        // The region is as large as asked for, and the content ends at its last readable page.
        unsafe region = mmap(nil, regionSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        _ = unsafe mprotect(region + readable, page, PROT_NONE)
        let start = unsafe region + readable - content.count
        unsafe start.copyMemory(from: content, byteCount: content.count)
        unsafe bytes = UnsafeRawBufferPointer(start: start, count: content.count)
    }

    deinit {
        _ = unsafe munmap(region, regionSize)
    }
}

extension Array where Element == UInt8 {
    /// One byte for each scalar up to U+00FF.
    package init(latin1 text: String) {
        self = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// One scalar for each byte.
    package var latin1: String {
        var text = String.UnicodeScalarView()
        for byte in self { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }
}
