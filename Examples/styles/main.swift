// The style table and what is new in OpenAPI 3.2, echoed. The contract is specs/styles/openapi.yaml.

import StylesExample
import WritServer

let options = StylesOptions(arguments: CommandLine.arguments.dropFirst())
let configuration = ServerConfiguration(host: options.host, port: options.port)
await APIServer(styles(), configuration: configuration).runOrExit { addresses in
    for address in addresses { print("styles: http://\(address)/docs") }
}
