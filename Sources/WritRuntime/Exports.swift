// Generated code imports this module alone: it shows what lies below, too.

@_exported public import WritEngine
@_exported public import WritWire
