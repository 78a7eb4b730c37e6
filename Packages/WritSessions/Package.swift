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
    name: "writ-sessions",
    products: [.library(name: "WritSessions", targets: ["WritSessions"])],
    dependencies: [
        .package(name: "writ", path: "../.."),
        // HMAC: cryptography is not what this project is for.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(
            name: "WritSessions",
            dependencies: [.product(name: "WritServer", package: "writ"), .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .testTarget(
            name: "WritSessionsTests",
            dependencies: ["WritSessions", .product(name: "WritTesting", package: "writ")],
            swiftSettings: settings),
    ])
