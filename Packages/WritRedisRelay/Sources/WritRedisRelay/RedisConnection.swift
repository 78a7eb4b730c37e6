// One connection to Redis, as hiredis has it: commands out, replies in.

internal import CHiredis
internal import Foundation

/// To be used by one thread. All pointers of hiredis stay in here.
@safe
struct RedisConnection: ~Copyable {
    /// A message of a channel.
    struct Message {
        let channel: String
        let bytes: [UInt8]
    }

    private let context: UnsafeMutablePointer<redisContext>

    /// Nil where nobody listens at that address within two seconds.
    init?(host: String, port: Int) {
        guard let made = unsafe redisConnectWithTimeout(host, Int32(clamping: port), timeval(tv_sec: 2, tv_usec: 0)) else {
            return nil
        }
        guard unsafe made.pointee.err == 0 else {
            unsafe redisFree(made)
            return nil
        }
        unsafe redisEnableKeepAlive(made)
        unsafe context = made
    }

    deinit { unsafe redisFree(context) }

    /// The descriptor to wait for.
    var descriptor: Int32 { unsafe Int32(context.pointee.fd) }

    /// Appends a command to what is to be sent.
    func append(_ words: [[UInt8]]) {
        // The words stand one behind the other in one place, which stays for the call.
        let bytes: [CChar] = words.flatMap { $0.map { CChar(bitPattern: $0) } } + [0]
        let lengths = words.map(\.count)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            for length in lengths {
                // Each word lies in the buffer, and behind the last one there is a byte more.
                if let first = buffer.baseAddress { unsafe pointers.append(first + start) }
                start += length
            }
            unsafe redisAppendCommandArgv(context, Int32(words.count), &pointers, lengths)
        }
    }

    /// Sends what was appended; false where the connection is lost.
    func flush() -> Bool {
        var isDone: Int32 = 0
        while isDone == 0 {
            guard unsafe redisBufferWrite(context, &isDone) == REDIS_OK else { return false }
        }
        return true
    }

    /// Waits for a reply and drops it; false where the connection is lost.
    func dropReply() -> Bool {
        var reply: UnsafeMutableRawPointer?
        guard unsafe redisGetReply(context, &reply) == REDIS_OK else { return false }
        unsafe freeReplyObject(reply)
        return true
    }

    /// Takes what has come, once the descriptor is readable; nil where the connection is lost.
    func receive() -> [Message]? {
        guard unsafe redisBufferRead(context) == REDIS_OK else { return nil }
        var messages: [Message] = []
        while true {
            var found: UnsafeMutableRawPointer?
            guard unsafe redisGetReplyFromReader(context, &found) == REDIS_OK else { return nil }
            guard let reply = unsafe found else { return messages }
            if let message = unsafe Self.message(reply.assumingMemoryBound(to: redisReply.self)) { messages.append(message) }
            unsafe freeReplyObject(reply)
        }
    }

    /// `message`, the channel, the bytes; nil for what tells of subscriptions.
    private static func message(_ reply: UnsafeMutablePointer<redisReply>) -> Message? {
        // hiredis has as many elements as it says, and none is null.
        guard unsafe reply.pointee.type == REDIS_REPLY_ARRAY, unsafe reply.pointee.elements == 3,
            let elements = unsafe reply.pointee.element, let kind = unsafe elements[0], let channel = unsafe elements[1],
            let text = unsafe elements[2], unsafe bytes(of: kind) == Array("message".utf8)
        else { return nil }
        return unsafe Message(channel: String(decoding: bytes(of: channel), as: UTF8.self), bytes: bytes(of: text))
    }

    private static func bytes(of reply: UnsafeMutablePointer<redisReply>) -> [UInt8] {
        guard unsafe reply.pointee.type == REDIS_REPLY_STRING, let text = unsafe reply.pointee.str else { return [] }
        // The text has as many bytes as hiredis says.
        return unsafe Array(UnsafeRawBufferPointer(start: text, count: reply.pointee.len))
    }
}
