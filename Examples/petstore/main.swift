// The petstore: an example of a server whose contract is specs/petstore/openapi.yaml.

import WritCommandLine
import WritServer

let staffKey = CommandSetting.secret("staff-key", "The key of the staff, who may change pets.", default: "treats")
var configuration = ServerConfiguration(port: 8080)
configuration.readinessPath = "/readyz"
await ServerCommand(version: "1.0.0", configuration: configuration, settings: [staffKey]) { values in
    petstore(staffKey: values[staffKey] ?? "")
}.main()
