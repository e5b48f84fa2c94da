import Models

/// The requests of one caller, and what each reply must contain.
struct Script: Sendable {
    let requests: [PreparedRequest]
    /// Whether to start again after the last request.
    let repeats: Bool
    let expected: Bytes
    /// Whether replies contain the cursors for the next request.
    let hasCursors: Bool
}

/// One caller that sends the requests of a script.
final class ScriptedCaller {
    let socket: Socket
    /// When the present request was sent.
    var sent: ContinuousClock.Instant
    private let script: Script
    private var requests: [PreparedRequest]
    private var next = 0
    private var cursors: [Bytes] = []

    init(port: Int, script: Script) throws {
        socket = try Socket(port: port)
        self.script = script
        requests = script.requests
        sent = .now
    }

    /// - Returns: `false` if no prepared request is left.
    func send() throws -> Bool {
        if next == requests.count {
            guard script.repeats else { return false }
            next = 0
        }
        try requests[next].withOctets(cursors: cursors) { try socket.send($0) }
        next += 1
        return true
    }

    /// - Returns: whether the reply is now complete.
    /// - Throws: `BenchError` if it isn't the expected one.
    func receive() throws -> Bool {
        try socket.receive { body in
            guard script.expected.isEmpty || body.end(of: script.expected, from: 0) != nil else {
                throw BenchError("An unexpected reply: \(String(decoding: body, as: UTF8.self))")
            }
            guard script.hasCursors else { return }
            cursors = try [Self.cursor, Self.furthest].map { name in
                guard let start = body.end(of: name, from: 0) else { throw BenchError("A reply lacks a cursor.") }
                return Bytes(body[start..<start + PreparedRequest.cursorLength])
            }
        } != nil
    }

    private static let cursor = Bytes(#""cursor":""#.utf8)
    private static let furthest = Bytes(#""furthest":""#.utf8)
}
