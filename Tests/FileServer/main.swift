// A server of one folder: what `make files` compares with nginx.

import WritCompression
import WritRuntime
import WritServer

#if canImport(Glibc)
import Glibc
#endif

/// A contract that promises nothing: all paths are the folder's.
struct NoOperations: WritAPI {
    static let description = APIDescription(
        title: "Files", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: "")

    func handler(_ operation: ServedOperation) -> OperationHandler? { nil }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let port = Int(arguments[1]), let loopCount = Int(arguments[2]) else {
    print("usage: WritFileServer PORT LOOPS FOLDER")
    exit(2)
}
var configuration = ServerConfiguration(host: "127.0.0.1", port: port)
configuration.loops.count = loopCount
configuration.docs = .disabled
var options = StaticFiles.Options()
options.servesPrecompressed = false
let server = APIServer(
    NoOperations(), configuration: configuration,
    middleware: [Compression(codings: [.gzip]), try StaticFiles(folder: arguments[3], options: options)])
try await server.run { addresses in
    for address in addresses { print("listening on \(address)") }
    // Whoever started this program waits for the line: nil flushes every stream.
    _ = fflush(nil)
}
