// swift-tools-version: 6.2
import PackageDescription

// The settings of Writ's own package.
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

let package = Package(
    name: "writ-redis-relay",
    products: [.library(name: "WritRedisRelay", targets: ["WritRedisRelay"])],
    dependencies: [
        .package(name: "writ", path: "../..")
    ],
    targets: [
        // Redis's own client; the system's.
        .systemLibrary(name: "CHiredis", pkgConfig: "hiredis", providers: [.apt(["libhiredis-dev"])]),
        .target(
            name: "WritRedisRelay",
            dependencies: ["CHiredis", .product(name: "WritServer", package: "writ")],
            swiftSettings: settings),
        .testTarget(
            name: "WritRedisRelayTests",
            dependencies: ["WritRedisRelay", .product(name: "WritServer", package: "writ")],
            swiftSettings: settings),
    ])
