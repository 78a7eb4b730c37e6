// WritWire: see Sources/README.md.
