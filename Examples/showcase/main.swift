// The showcase: every kind of parameter, body, answer and credential, echoed. Its contract is specs/showcase/openapi.yaml.

import ShowcaseExample
import WritServer

let options = ShowcaseOptions(arguments: CommandLine.arguments.dropFirst())
let configuration = ServerConfiguration(host: options.host, port: options.port)
await APIServer(showcase(), configuration: configuration).runOrExit { addresses in
    for address in addresses { print("showcase: http://\(address)/docs") }
}
