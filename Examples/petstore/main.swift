// The petstore: an example of a server whose contract is specs/petstore/openapi.yaml.

import WritServer

let options = Options(arguments: CommandLine.arguments.dropFirst())
var configuration = ServerConfiguration(host: options.host, port: options.port, loopCount: options.threads)
configuration.addresses = options.addresses
configuration.readinessPath = "/readyz"
if options.takesOver { configuration.takesOverListeners = true }
await APIServer(petstore(staffKey: options.staffKey), configuration: configuration).runOrExit { addresses in
    for address in addresses {
        print(address.hasPrefix("unix:") ? "petstore: \(address)" : "petstore: http://\(address)/docs")
    }
}
