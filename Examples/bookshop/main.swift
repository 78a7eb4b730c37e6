// The bookshop: an example of a server whose contract is specs/bookshop/openapi.yaml, with everything in memory.

import WritCommandLine
import WritServer

await ServerCommand(
    version: "1.2.0", configuration: ServerConfiguration(port: 8081),
    middleware: [AccessLog(), RequestIDField(), DefaultFields.security, CORS(origins: ["https://cornerbooks.example"])],
    errors: shopErrors
) { _ in bookshop() }.main()
