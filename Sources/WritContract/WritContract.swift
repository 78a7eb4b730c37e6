// WritContract: see Sources/README.md.
