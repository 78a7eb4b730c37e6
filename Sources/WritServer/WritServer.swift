// WritServer: see Sources/README.md.
