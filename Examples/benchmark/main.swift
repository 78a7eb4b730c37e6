// The server that `make bench-http` measures; its contract is specs/benchmark/openapi.yaml.

import BenchmarkExample
import WritServer

let options = BenchmarkOptions(arguments: CommandLine.arguments.dropFirst())
var configuration = ServerConfiguration(host: options.host, port: options.port)
configuration.loops.count = options.threads
await APIServer(WritBenchmarkAPI(default: Benchmark()), configuration: configuration).runOrExit { addresses in
    for address in addresses { print("benchmark: http://\(address)/docs") }
}
