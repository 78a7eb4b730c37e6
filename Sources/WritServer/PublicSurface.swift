// What applications see of the modules below: the types that handlers, middleware and settings are made of. All else there is for
// generated code.

// MARK: Handlers

@_exported public import struct WritRuntime.AnswerBytes
@_exported public import struct WritRuntime.AnswerSequence
@_exported public import struct WritRuntime.BodySequence
@_exported public import struct WritRuntime.BodyStream
@_exported public import struct WritRuntime.BodyWriter
@_exported public import protocol WritRuntime.ContextKey
@_exported public import struct WritRuntime.ContextValues
@_exported public import struct WritRuntime.EntityTag
@_exported public import struct WritRuntime.VersionConditions
@_exported public import struct WritRuntime.FormFileStream
@_exported public import struct WritRuntime.HeaderField
@_exported public import struct WritRuntime.ItemWriter
@_exported public import struct WritRuntime.MultipartBody
@_exported public import protocol WritRuntime.MultipartForm
@_exported public import struct WritRuntime.NotImplemented
@_exported public import struct WritRuntime.OperationDescription
@_exported public import protocol WritRuntime.OperationFailure
@_exported public import struct WritRuntime.RequestContext
@_exported public import struct WritWire.TraceContext
@_exported public import struct WritRuntime.ServerSentEvent

// MARK: Events

@_exported public import class WritRuntime.EventLog

// MARK: Groups

@_exported public import struct WritRuntime.GroupListening
@_exported public import protocol WritRuntime.GroupRelay
@_exported public import enum WritRuntime.GroupRelayEvent
@_exported public import class WritRuntime.MemoryGroupRelay

// MARK: WebSockets

@_exported public import class WritRuntime.SocketGroup
@_exported public import struct WritEngine.WebSocketCompression
@_exported public import struct WritEngine.WebSocketSettings
@_exported public import struct WritRuntime.WebSocket
@_exported public import struct WritRuntime.WebSocketCloseCode
@_exported public import enum WritRuntime.WebSocketError
@_exported public import enum WritRuntime.WebSocketViolation

// MARK: Security

@_exported public import struct WritRuntime.AccessDenied
@_exported public import struct WritRuntime.APIKey
@_exported public import struct WritRuntime.AuthorizationCredentials
@_exported public import struct WritRuntime.BasicCredentials
@_exported public import struct WritRuntime.BearerToken
@_exported public import struct WritRuntime.ClientCertificate
@_exported public import struct WritRuntime.AccessGrant
@_exported public import protocol WritRuntime.RequestAuthenticator
@_exported public import protocol WritRuntime.SecretValue

// MARK: The server

@_exported public import struct WritEngine.ServerLimits
@_exported public import enum WritEngine.ListenAddress
@_exported public import struct WritEngine.ListenSettings
@_exported public import struct WritEngine.LoopSettings
@_exported public import enum WritEngine.PollerChoice
@_exported public import struct WritEngine.ProxyProtocol
@_exported public import struct WritEngine.SentAnswer
@_exported public import struct WritEngine.ShutdownSettings
@_exported public import struct WritEngine.SocketAddress
@_exported public import struct WritEngine.SocketSettings
@_exported public import struct WritRuntime.APIDescription
@_exported public import struct WritRuntime.APIDocument
@_exported public import enum WritRuntime.AnswerValidation
@_exported public import enum WritRuntime.RequestIDSource
@_exported public import struct WritRuntime.TrustedProxies
@_exported public import protocol WritRuntime.WritAPI
@_exported public import struct WritWire.NetworkAddressRange
@_exported public import struct WritWire.FormLimits
@_exported public import struct WritWire.HeadLimits

// MARK: Errors

@_exported public import enum WritEngine.AnswerStreamError
@_exported public import enum WritEngine.BodyError
@_exported public import enum WritEngine.EngineError
@_exported public import enum WritEngine.OffloadError
@_exported public import struct WritRuntime.UnreadableFile
@_exported public import enum WritWire.FormError
@_exported public import struct WritWire.FormFailure
@_exported public import enum WritWire.JSONReadError
@_exported public import enum WritWire.MultipartError
@_exported public import struct WritWire.Violation

// MARK: Values

@_exported public import struct WritWire.Base64
@_exported public import struct WritWire.Base64URL
@_exported public import struct WritWire.CalendarDate
@_exported public import struct WritWire.CalendarDuration
@_exported public import struct WritWire.DateTime
@_exported public import struct WritWire.DecimalNumber
@_exported public import struct WritWire.FormFile
@_exported public import enum WritWire.HTTPMethod
@_exported public import struct WritWire.IPv4Address
@_exported public import struct WritWire.IPv6Address
@_exported public import struct WritWire.JSONMap
@_exported public import protocol WritWire.JSONModel
@_exported public import struct WritWire.JSONNumber
@_exported public import struct WritWire.JSONObject
@_exported public import enum WritWire.JSONValue
@_exported public import struct WritWire.PartHead
@_exported public import enum WritWire.Presence
@_exported public import struct WritWire.TimeOfDay
@_exported public import struct WritWire.URI
@_exported public import struct WritWire.UniqueID

// MARK: Types of an application that stand for schemas

@_exported public import protocol WritWire.JSONRepresentable
@_exported public import struct WritWire.JSONReader
@_exported public import protocol WritWire.JSONValueConvertible
@_exported public import struct WritWire.OutputBuffer
