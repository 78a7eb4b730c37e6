// A server for the tests of processes: what its handlers do, no server should have to put up with.

import WritServer

let options = LifeOptions(arguments: CommandLine.arguments.dropFirst())
await APIServer(LifeAPI(), configuration: options.configuration).runOrExit()
