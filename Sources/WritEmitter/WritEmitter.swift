// WritEmitter: see Sources/README.md.
