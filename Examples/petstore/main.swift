// The petstore: an example of a server whose contract is specs/petstore/openapi.yaml.

import WritServer

let options = Options(arguments: CommandLine.arguments.dropFirst())
var configuration = ServerConfiguration(host: options.host, port: options.port)
if !options.addresses.isEmpty { configuration.listening.addresses = options.addresses }
configuration.loops.count = options.threads
configuration.readinessPath = "/readyz"
if options.takesOver { configuration.listening.takesOver = true }
await APIServer(petstore(staffKey: options.staffKey), configuration: configuration).runOrExit { addresses in
    for address in addresses {
        print(address.hasPrefix("unix:") ? "petstore: \(address)" : "petstore: http://\(address)/docs")
    }
}
