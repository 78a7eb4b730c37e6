// swift-tools-version: 6.2
import PackageDescription

// `scripts/bench-json.sh` copies this into `.build/bench-json` and puts the generated sources beside it: Foundation and its
// types are no business of the root package.
let package = Package(
    name: "bench-json",
    dependencies: [.package(name: "writ", path: "../..")],
    targets: [
        .executableTarget(
            name: "JSONBenchmark",
            dependencies: [.product(name: "WritServer", package: "writ")],
            path: "Sources",
            swiftSettings: [
                .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ])
    ]
)
