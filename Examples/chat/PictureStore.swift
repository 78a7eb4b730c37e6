// Pictures, each in a file.

import ChatExample
import WritServer

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A folder of pictures, named by chance.
struct PictureStore: Sendable {
    static let bytesMax = 4 << 20
    private static let endings = ["image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"]
    private let folder: String

    init(folder: String) throws {
        self.folder = folder
        // The strings lend their bytes for the calls, here and below.
        _ = unsafe mkdir(folder, 0o700)
        guard unsafe access(folder, W_OK) == 0 else {
            throw JournalFailure(description: "the folder \(folder) can't be written to")
        }
    }

    /// What bytes are, by how they begin; nil for what is no picture.
    static func mediaType(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        return bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) ? "image/webp" : nil
    }

    /// Keeps a picture; its path on the server, or nil for bytes that are none. Blocks.
    func save(_ bytes: [UInt8]) throws -> String? {
        guard let ending = Self.mediaType(of: bytes).flatMap({ Self.endings[$0] }) else { return nil }
        let name = UniqueID.timeOrdered().description
        let path = "\(folder)/\(name).\(ending)"
        let file = unsafe open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw JournalFailure(description: "no picture can be written") }
        // The array lends its bytes for the call.
        let count = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        close(file)
        guard count == bytes.count, unsafe rename(path + ".part", path) == 0 else {
            throw JournalFailure(description: "a picture can't be written")
        }
        return "/pictures/\(name)"
    }

    /// - Parameter name: Checked by the contract: a path it is not.
    func picture(_ name: String) -> AnswerBytes? {
        for (type, ending) in Self.endings {
            if let answer = try? AnswerBytes(file: "\(folder)/\(name).\(ending)", contentType: type) { return answer }
        }
        return nil
    }
}
