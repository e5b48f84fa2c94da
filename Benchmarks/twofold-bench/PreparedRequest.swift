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
        let body = Bytes(try WireJSON.encode(request))
        let head = """
            POST /v1/sync HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(token.bytes.base64)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """
        octets = Bytes(head.utf8) + body
        let text = octets.withUnsafeBytes { octets in
            [#""cursor":""#, #""furthest":""#].map { octets.end(of: Bytes($0.utf8), from: head.utf8.count) }
        }
        places = try text.map { place in
            guard let place else { throw BenchError("A prepared request lacks a cursor.") }
            return place
        }
    }

    /// - Parameter path: read with GET.
    init(path: String) {
        octets = Bytes("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        places = []
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

extension UnsafeRawBufferPointer {
    /// - Returns: the index after the first occurrence of `text`.
    func end(of text: Bytes, from start: Int) -> Int? {
        guard let first = text.first, count >= text.count else { return nil }
        var index = start
        while index <= count - text.count {
            if self[index] == first, self[index..<index + text.count].elementsEqual(text) { return index + text.count }
            index += 1
        }
        return nil
    }
}
