// SwiftWriter: see Sources/README.md.
