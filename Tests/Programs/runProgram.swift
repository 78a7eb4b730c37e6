// Programs that a test runs to their end: clients that are not ours, compilers, our own tool.

public import Foundation

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

public struct ProgramOutcome: Sendable {
    /// What the program ended with; where a signal ended it, 128 more than the signal's number, as a shell has it.
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs a program to its end, on a thread that no other test waits for.
///
/// - Parameters:
///   - name: A path, or the name of a program of the search path.
///   - input: What it reads, from a pipe, which holds 64 KB.
///   - folder: Where it runs; the test's own folder unless told.
public func runProgram(
    _ name: String, _ arguments: [String], input: String = "", folder: URL? = nil
) async throws -> ProgramOutcome {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try waitForProgram(name, arguments, input: input, folder: folder) })
        }
    }
}

/// The same on the thread of the caller.
public func waitForProgram(
    _ name: String, _ arguments: [String], input: String = "", folder: URL? = nil
) throws -> ProgramOutcome {
    guard input.utf8.count <= 65_536 else { throw ProgramFailure(description: "no pipe holds \(input.utf8.count) bytes") }
    let (pipe, output, errors) = (Pipe(), try NamelessFile(), try NamelessFile())
    try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    let process = try spawn(
        (folder.map { ["env", "--chdir", $0.path] } ?? []) + [name] + arguments,
        variables: ProcessInfo.processInfo.environment.map { "\($0)=\($1)" },
        input: pipe.fileHandleForReading.fileDescriptor, output: output.handle.fileDescriptor,
        errors: errors.handle.fileDescriptor)
    var status: Int32 = 0
    // The status is filled for the length of the call; a signal may interrupt that.
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return ProgramOutcome(status: exitCode(of: status), output: try output.text(), errors: try errors.text())
}

/// What a shell has for what `waitpid` tells: the lowest seven bits are the signal that has ended it, those above them what it
/// ended with.
func exitCode(of status: Int32) -> Int32 { status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F }

/// A file that is gone when it is closed, so that no program ever waits for somebody to read what it prints.
private struct NamelessFile {
    let handle: FileHandle

    init() throws {
        let name = FileManager.default.temporaryDirectory.appendingPathComponent("writ-program-\(UUID().uuidString)")
        try Data().write(to: name)
        handle = try FileHandle(forUpdating: name)
        try FileManager.default.removeItem(at: name)
    }

    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
