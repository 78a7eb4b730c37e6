// WritEngine: see Sources/README.md.
