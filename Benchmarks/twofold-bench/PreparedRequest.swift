import FoundationEssentials
import Models
import Wire

/// A request in its wire format, prepared before the clock starts. The two cursors, of constant length, are filled in just before
/// sending, since they come from the previous reply.
struct PreparedRequest {
    private var octets: Bytes
    /// Where the values of `cursor` and `furthest` start. Empty for a request without them.
    private let places: [Int]

    /// A sync, whose cursors come first in its JSON.
    init(_ request: SyncRequest, token: Token) throws {
        octets = try Self.octets(request, token: token)
        places = try octets.withUnsafeBytes { octets in
            try [#""cursor":""#, #""furthest":""#].map { name in
                guard let place = octets.end(of: Bytes(name.utf8), from: 0) else {
                    throw BenchError("A prepared request lacks a cursor.")
                }
                return place
            }
        }
    }

    /// One without cursors.
    init(octets: Bytes) {
        self.octets = octets
        places = []
    }

    /// - Parameter path: read with GET.
    init(path: String) { self.init(octets: Bytes("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)) }

    static func octets(_ request: SyncRequest, token: Token) throws -> Bytes {
        let body = Bytes(try WireJSON.encode(request))
        let head = """
            POST /v1/sync HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(token.bytes.base64)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """
        return Bytes(head.utf8) + body
    }

    /// - Parameter cursors: `cursor` and `furthest` in base64.
    mutating func withOctets<Value>(cursors: [Bytes], _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        for (place, cursor) in zip(places, cursors) {
            octets.withUnsafeMutableBytes { $0[place..<place + cursor.count].copyBytes(from: cursor) }
        }
        return try octets.withUnsafeBytes(body)
    }

    static let cursorLength = (Cursor.byteCount + 2) / 3 * 4
}
