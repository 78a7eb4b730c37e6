// WritSpec: see Sources/README.md.
