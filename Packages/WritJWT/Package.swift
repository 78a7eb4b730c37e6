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
    name: "writ-jwt",
    products: [.library(name: "WritJWT", targets: ["WritJWT"])],
    dependencies: [
        .package(name: "writ", path: "../.."),
        // Signatures and keys: cryptography is not what this project is for.
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(
            name: "WritJWT",
            dependencies: [.product(name: "WritServer", package: "writ"), .product(name: "JWTKit", package: "jwt-kit")],
            swiftSettings: settings),
        .testTarget(
            name: "WritJWTTests",
            dependencies: ["WritJWT", .product(name: "WritTesting", package: "writ")],
            swiftSettings: settings),
    ])
