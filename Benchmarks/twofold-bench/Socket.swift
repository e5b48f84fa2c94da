import FoundationEssentials
import Models
import Wire

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A keep-alive connection with at most one request in progress.
///
/// Plain and blocking, with hardly any parsing, so that the load itself takes as little of the machine as possible.
final class Socket {
    let descriptor: Int32
    private var buffer = Bytes(repeating: 0, count: 16 * 1024)
    private var filled = 0
    /// Where the body of the reply starts and ends, once its head has arrived.
    private var body: Range<Int>?

    init(port: Int) throws {
        #if canImport(Glibc)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        var yes: Int32 = 1
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        guard isConnected,
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0,
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size)) == 0
        else { throw BenchError("There is no connection to the server.") }
    }

    deinit { close(descriptor) }

    /// - Throws: `BenchError` if the server closed the connection.
    func send(_ octets: UnsafeRawBufferPointer) throws {
        var sent = 0
        while sent < octets.count {
            let step = write(descriptor, octets.baseAddress?.advanced(by: sent), octets.count - sent)
            guard step > 0 else { throw BenchError("The server closed a connection.") }
            sent += step
        }
    }

    /// Reads the octets that have arrived, or waits for some.
    ///
    /// - Parameter use: called with the body of the reply once it's complete.
    /// - Returns: what `use` returns; `nil` if the reply isn't complete yet.
    /// - Throws: `BenchError` if the reply isn't a success.
    func receive<Value>(_ use: (UnsafeRawBufferPointer) throws -> Value) throws -> Value? {
        if filled == buffer.count { buffer += Bytes(repeating: 0, count: buffer.count) }
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled) }
        guard count > 0 else { throw BenchError("The server closed a connection, or doesn't reply.") }
        filled += count
        return try buffer.withUnsafeBytes { octets in
            let reply = UnsafeRawBufferPointer(rebasing: octets[..<filled])
            if body == nil { body = try Self.body(of: reply) }
            guard let body, filled >= body.upperBound else { return nil }
            self.body = nil
            filled = 0
            return try use(UnsafeRawBufferPointer(rebasing: reply[body]))
        }
    }

    private static func body(of reply: UnsafeRawBufferPointer) throws -> Range<Int>? {
        guard let end = reply.end(of: endOfHead, from: 0) else { return nil }
        let name = lengths.lazy.compactMap { reply.end(of: $0, from: 0) }.first
        guard reply.starts(with: success), var index = name, index < end else {
            throw BenchError("An unexpected reply: \(String(decoding: reply, as: UTF8.self))")
        }
        var length = 0
        while index < end, (48...57).contains(reply[index]) {
            length = length * 10 + Int(reply[index] - 48)
            index += 1
        }
        return end..<end + length
    }

    private static let endOfHead = Bytes("\r\n\r\n".utf8)
    private static let success = Bytes("HTTP/1.1 20".utf8)
    /// As servers write it.
    private static let lengths = ["Content-Length: ", "content-length: "].map { Bytes($0.utf8) }
}

extension Socket {
    /// Sends a request and waits for the whole reply.
    ///
    /// - Returns: its body.
    func ask(_ octets: Bytes) throws -> Data {
        try octets.withUnsafeBytes { try send($0) }
        while true {
            if let body = try receive({ Data($0) }) { return body }
        }
    }

    func sync(_ request: SyncRequest, token: Token) throws -> SyncResponse {
        try WireJSON.decode(SyncResponse.self, from: try ask(try PreparedRequest.octets(request, token: token)))
    }
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
