// WritResolver: see Sources/README.md.
