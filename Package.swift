// swift-tools-version: 6.2
import PackageDescription

// The settings every Swift target is built with; Sources/README.md says why.
let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .strictMemorySafety(),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func swiftTarget(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func commandTarget(
    _ name: String, _ dependencies: [Target.Dependency], path: String? = nil, exclude: [String] = []
) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "writ",
    products: [
        .executable(name: "writ", targets: ["WritTool"]),
        // `swift package writ generate`, for packages that depend on this one.
        .plugin(name: "WritCommand", targets: ["WritCommand"]),
        .library(name: "WritServer", targets: ["WritServer", "WritRuntime", "WritEngine", "WritWire"]),
        .library(name: "WritTesting", targets: ["WritTesting", "WritClient"]),
        // What typed clients are made of (`writ generate --client`).
        .library(name: "WritClient", targets: ["WritClient"]),
        // Content codings by the system's zlib, brotli and zstd; a server without it links none of them.
        .library(name: "WritCompression", targets: ["WritCompression"]),
        // Values of formats as Foundation's types, for those who use it: servers without it link no Foundation.
        .library(name: "WritFoundation", targets: ["WritFoundation"]),
        // A server as a program: run, stop, restart, status. It links nothing but the server and the system's C library.
        .library(name: "WritCommandLine", targets: ["WritCommandLine"]),
        // Metrics of swift-metrics, and a page of them for Prometheus.
        .library(name: "WritMetrics", targets: ["WritMetrics"]),
        // Spans of swift-distributed-tracing.
        .library(name: "WritTracing", targets: ["WritTracing"]),
        .executable(name: "petstore-server", targets: ["PetstoreExampleServer"]),
        .executable(name: "bookshop-server", targets: ["BookshopExampleServer"]),
        .executable(name: "showcase-server", targets: ["ShowcaseExampleServer"]),
        .executable(name: "styles-server", targets: ["StylesExampleServer"]),
        .executable(name: "rooms-server", targets: ["RoomsExampleServer"]),
        .executable(name: "chat-server", targets: ["ChatExampleServer"]),
        .executable(name: "benchmark-server", targets: ["BenchmarkExampleServer"]),
        .executable(name: "hostile-server", targets: ["HostileExampleServer"]),
    ],
    dependencies: [
        // The command line of `writ`: parsing, help and completion are not what this project is for.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Where a server's unexpected errors go: the logging API that Swift server applications share.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // What libraries of the server ecosystem record their numbers with (database clients, HTTP clients): one API, so that the
        // server's own metrics and theirs come to one backend. It depends on nothing, and is built for `WritMetrics` alone.
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // The same for spans, which backends such as OpenTelemetry's export; built for `WritTracing` alone.
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    ],
    targets: [
        // The generator half.
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // What both halves speak: values, and texts that generated code carries.
        swiftTarget("WritFormats"),
        swiftTarget("WritSpec", ["CLibYAML", "WritPattern"]),
        swiftTarget("WritContract"),
        swiftTarget("WritPattern", ["WritFormats"]),
        swiftTarget("WritResolver", ["WritSpec", "WritContract", "WritFormats", "WritPattern"]),
        swiftTarget("SwiftWriter"),
        swiftTarget("WritEmitter", ["WritContract", "WritFormats", "SwiftWriter"]),
        commandTarget(
            "WritTool",
            [
                "WritSpec", "WritResolver", "WritContract", "WritEmitter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .plugin(
            name: "WritCommand",
            capability: .command(
                intent: .custom(
                    verb: "writ", description: "Generates the server of an OpenAPI document: `writ generate`, `writ stubs`."),
                permissions: [.writeToPackageDirectory(reason: "It writes the generated code.")]),
            dependencies: ["WritTool"]),

        // The runtime half.
        .target(name: "CWritSystem"),
        .target(name: "CWritAssets", exclude: ["pages"]),
        .target(name: "CWritWire"),
        swiftTarget("WritWire", ["CWritWire", "WritFormats"]),
        swiftTarget("WritEngine", ["CWritSystem", "WritWire"]),
        swiftTarget("WritRuntime", ["WritFormats", "WritEngine", "WritWire", .product(name: "Logging", package: "swift-log")]),
        swiftTarget(
            "WritServer",
            [
                "WritRuntime", "WritEngine", "WritWire", "WritFormats", "CWritAssets",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "CWritCompression",
            linkerSettings: [
                .linkedLibrary("z"), .linkedLibrary("brotlienc"), .linkedLibrary("brotlidec"), .linkedLibrary("zstd"),
            ]),
        swiftTarget("WritCompression", ["CWritCompression", "WritServer", "WritRuntime", "WritEngine", "WritWire"]),
        swiftTarget(
            "WritCommandLine",
            ["WritServer", "WritRuntime", "WritEngine", "CWritSystem", .product(name: "Logging", package: "swift-log")]),
        swiftTarget(
            "WritMetrics",
            ["WritServer", "WritRuntime", "WritEngine", "WritWire", .product(name: "CoreMetrics", package: "swift-metrics")]),
        swiftTarget(
            "WritTracing",
            [
                "WritServer", "WritRuntime", "WritEngine", "WritWire",
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]),
        swiftTarget("WritClient", ["WritRuntime"]),
        swiftTarget("WritTesting", ["WritClient", "WritServer", "WritRuntime", "WritEngine", "WritWire"]),

        swiftTarget("WritFoundation", ["WritWire"]),

        // Generated code and the examples that use it. An application's package must not have targets of these names, so
        // none is one that an application would choose.
        swiftTarget("PetstoreExample", ["WritRuntime"], path: "Generated/petstore"),
        swiftTarget(
            "PetstoreExampleClient", ["PetstoreExample", "WritClient", "WritRuntime"], path: "Generated/petstore-client"),
        swiftTarget(
            "ShowcaseExampleClient", ["ShowcaseExample", "WritClient", "WritRuntime"], path: "Generated/showcase-client"),
        swiftTarget("StylesExampleClient", ["StylesExample", "WritClient", "WritRuntime"], path: "Generated/styles-client"),
        swiftTarget("ShowcaseExample", ["WritRuntime"], path: "Generated/showcase"),
        swiftTarget("StylesExample", ["WritRuntime"], path: "Generated/styles"),
        swiftTarget("RoomsExample", ["WritRuntime"], path: "Generated/rooms"),
        swiftTarget("ChatExample", ["WritRuntime"], path: "Generated/chat"),
        swiftTarget("RulesExample", ["WritRuntime"], path: "Generated/rules"),
        swiftTarget("HostileExample", ["WritRuntime"], path: "Generated/hostile"),
        swiftTarget("BenchmarkExample", ["WritRuntime"], path: "Generated/benchmark"),
        swiftTarget("ShopExample", ["ShopTypes", "WritRuntime"], path: "Generated/shop"),
        swiftTarget("ShopTypes", ["WritServer"], path: "Examples/shop"),
        commandTarget("PetstoreExampleServer", ["PetstoreExample", "WritCommandLine", "WritServer"], path: "Examples/petstore"),
        commandTarget("ShowcaseExampleServer", ["ShowcaseExample", "WritServer"], path: "Examples/showcase"),
        swiftTarget("BookshopExample", ["WritRuntime"], path: "Generated/bookshop"),
        commandTarget(
            "BookshopExampleServer", ["BookshopExample", "WritServer", "WritCommandLine"], path: "Examples/bookshop"),
        commandTarget("StylesExampleServer", ["StylesExample", "WritServer"], path: "Examples/styles"),
        commandTarget("RoomsExampleServer", ["RoomsExample", "WritServer"], path: "Examples/rooms"),
        commandTarget("ChatExampleServer", ["ChatExample", "WritServer"], path: "Examples/chat", exclude: ["page"]),
        commandTarget("BenchmarkExampleServer", ["BenchmarkExample", "WritServer"], path: "Examples/benchmark"),

        // The code that the documentation shows, compiled; a test compares.
        swiftTarget(
            "WritDocumentationCode",
            [
                "PetstoreExample", "PetstoreExampleClient", "RoomsExample", "ShowcaseExample", "WritClient", "WritCommandLine",
                "WritCompression", "WritMetrics", "WritServer", "WritTesting", "WritTracing", "WritFoundation",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            path: "Tests/DocumentationCode"),

        // Has metrics, spans and slow requests: what `make metrics` asks.
        commandTarget(
            "WritMeasuredServer",
            [
                "WritMetrics", "WritServer", "WritRuntime", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/MeasuredServer", exclude: ["load.py"]),

        // Serves a folder: what `make files` compares with nginx.
        commandTarget("WritFileServer", ["WritCompression", "WritServer", "WritRuntime"], path: "Tests/FileServer"),

        // What `make hostile` attacks.
        commandTarget(
            "HostileExampleServer", ["HostileExample", "WritCompression", "WritServer", "WritEngine"],
            path: "Tests/Hostile/Server"),

        // What the engine itself costs, without a contract behind it.
        commandTarget("WritTrivialServer", ["WritEngine", "WritWire"], path: "Benchmarks/http/trivial"),
        // Sends messages of WebSockets back: for clients that are not ours, and to be measured.
        commandTarget("WritEchoServer", ["WritCompression", "WritEngine", "WritWire"], path: "Tests/EchoServer"),
        commandTarget("WritRouteBenchmark", ["WritServer", "WritRuntime", "WritEngine", "WritWire"], path: "Benchmarks/routes"),

        tests("WritFormatsTests", ["WritFormats", "WritWire"]),
        tests("WritPatternTests", ["WritPattern", "WritWire"]),
        tests("WritSpecTests", ["WritSpec"], exclude: ["Mistakes"]),
        tests("WritResolverTests", ["WritResolver", "WritSpec", "WritContract"], exclude: ["Mistakes"]),
        // Programs that tests run: clients that are not ours, compilers, servers, our own tool.
        swiftTarget("WritPrograms", path: "Tests/Programs"),
        tests("SwiftWriterTests", ["SwiftWriter", "WritPrograms"]),
        tests("WritEmitterTests", ["WritEmitter", "WritResolver", "WritSpec", "WritContract"], exclude: ["Twins"]),
        tests("WritToolTests", ["WritTool", "WritPrograms"]),
        // What the tests of the wire formats and of the engine read: guarded memory, published requests, strict answers.
        swiftTarget("WritInputs", ["WritWire"], path: "Tests/Inputs"),
        tests("WritWireTests", ["WritInputs", "WritWire"]),
        tests("WritEngineTests", ["WritInputs", "WritEngine", "WritWire"]),
        tests(
            "WritServerTests",
            [
                "WritServer", "WritRuntime", "WritTesting", "WritLoopback", "WritEngine", "WritWire",
                .product(name: "Logging", package: "swift-log"),
            ]),
        // A server on a free port and a client of raw bytes, for tests that go through a socket.
        swiftTarget(
            "WritLoopback", ["WritServer", "WritRuntime", "WritWire", .product(name: "Logging", package: "swift-log")],
            path: "Tests/Loopback"),
        tests(
            "PetstoreTests",
            [
                "PetstoreExampleServer", "PetstoreExample", "PetstoreExampleClient", "WritLoopback", "WritPrograms",
                "WritTesting", "WritClient", "WritServer", "WritRuntime",
                "WritEngine", "WritWire", "WritSpec",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["BadRequests.md"]),
        tests(
            "ShowcaseTests",
            [
                "ShowcaseExampleServer", "ShowcaseExample", "ShowcaseExampleClient", "WritClient", "WritLoopback",
                "WritPrograms", "WritTesting", "WritServer", "WritRuntime", "WritWire",
            ],
            exclude: ["foreign.py", "requestsclient.py"]),
        tests(
            "StylesTests",
            [
                "StylesExampleServer", "StylesExample", "StylesExampleClient", "WritClient", "WritLoopback", "WritPrograms",
                "WritServer", "WritRuntime", "WritTesting", "WritWire",
            ]),
        tests(
            "RoomsTests",
            ["RoomsExampleServer", "RoomsExample", "WritLoopback", "WritTesting", "WritServer", "WritRuntime", "WritWire"]),
        // A server whose handlers block, wait and stream without end, and those that count what becomes of its process.
        commandTarget(
            "WritLifeServer", ["WritServer", "WritRuntime", "WritEngine", .product(name: "Logging", package: "swift-log")],
            path: "Tests/LifeServer"),
        // A server as a program, which starts in all the ways in which one can fail to.
        commandTarget("WritCommandServer", ["WritCommandLine", "WritServer", "WritRuntime"], path: "Tests/CommandServer"),
        tests("ProcessTests", ["WritLifeServer", "WritCommandServer", "PetstoreExampleServer", "WritLoopback", "WritPrograms"]),
        tests(
            "RulesTests",
            ["RulesExample", "WritInputs", "WritLoopback", "WritTesting", "WritServer", "WritRuntime", "WritEngine", "WritWire"],
            exclude: ["RuleAnswers.md"]),
        tests("ShopTests", ["ShopExample", "ShopTypes", "WritTesting", "WritServer", "WritRuntime", "WritWire"]),
        tests(
            "WritCompressionTests",
            [
                "WritCompression", "CWritCompression", "WritServer", "WritRuntime", "WritEngine", "WritWire", "WritTesting",
                "WritLoopback",
            ]),
        tests("BookshopTests", ["BookshopExampleServer", "BookshopExample", "WritTesting", "WritServer"]),
        tests(
            "WritMetricsTests",
            [
                "WritMetrics", "WritTesting", "WritLoopback", "WritPrograms", "WritServer", "WritRuntime",
                "WritEngine", "WritWire",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["readPage.py"]),
        tests(
            "WritTracingTests",
            [
                "WritTracing", "WritTesting", "WritServer", "WritRuntime", "WritEngine", "WritWire",
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests("WritFoundationTests", ["WritFoundation", "WritWire"]),
        tests("RepositoryTests", []),
        tests(
            "BrowserTests",
            ["WritLoopback", "WritPrograms", "WritServer", "WritRuntime", .product(name: "Logging", package: "swift-log")],
            exclude: ["prefixproxy.py"]),
    ],
    cLanguageStandard: .c2x
)
