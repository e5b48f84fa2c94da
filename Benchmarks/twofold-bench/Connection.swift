import Models

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One caller: a keep-alive connection with at most one request in progress.
///
/// Uses plain sockets and hardly any parsing, so that the load itself takes as little of the machine as possible.
final class Connection {
    let descriptor: Int32
    private let script: Script
    private var requests: [PreparedRequest]
    private var next = 0
    private var cursors: [Bytes] = []
    private var buffer = Bytes(repeating: 0, count: 64 * 1024)
    private var filled = 0

    init(port: Int, script: Script) throws {
        self.script = script
        requests = script.requests
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
        guard isConnected,
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0
        else { throw BenchError("There is no connection to the server.") }
    }

    deinit { close(descriptor) }

    /// - Returns: `false` if no prepared request is left.
    /// - Throws: `BenchError` if the server closed the connection.
    func send() throws -> Bool {
        if next == requests.count {
            guard script.repeats else { return false }
            next = 0
        }
        let isSent = requests[next].withOctets(cursors: cursors) { octets in
            var sent = 0
            while sent < octets.count {
                let step = write(descriptor, octets.baseAddress?.advanced(by: sent), octets.count - sent)
                guard step > 0 else { return false }
                sent += step
            }
            return true
        }
        guard isSent else { throw BenchError("The server closed a connection.") }
        next += 1
        return true
    }

    /// Reads the octets that have arrived.
    ///
    /// - Returns: whether the reply is now complete.
    /// - Throws: `BenchError` if the reply isn't the expected one.
    func receive() throws -> Bool {
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled) }
        guard count > 0 else { throw BenchError("The server closed a connection.") }
        filled += count
        let isWhole = try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<filled])) }
        if isWhole { filled = 0 }
        return isWhole
    }

    private func take(_ reply: UnsafeRawBufferPointer) throws -> Bool {
        guard let body = reply.end(of: Self.endOfHead, from: 0), let length = contentLength(reply, body) else { return false }
        guard reply.count >= body + length else { return false }
        guard reply.starts(with: Self.success), reply.end(of: script.expected, from: body) != nil else {
            throw BenchError("An unexpected reply: \(String(decoding: reply, as: UTF8.self))")
        }
        guard script.hasCursors else { return true }
        cursors = try [Self.cursor, Self.furthest].map { name in
            guard let start = reply.end(of: name, from: body) else { throw BenchError("A reply lacks a cursor.") }
            return Bytes(reply[start..<start + PreparedRequest.cursorLength])
        }
        return true
    }

    private func contentLength(_ reply: UnsafeRawBufferPointer, _ end: Int) -> Int? {
        guard var index = reply.end(of: Self.length, from: 0) else { return nil }
        var length = 0
        while index < end, (48...57).contains(reply[index]) {
            length = length * 10 + Int(reply[index] - 48)
            index += 1
        }
        return length
    }

    private static let endOfHead = Bytes("\r\n\r\n".utf8)
    private static let success = Bytes("HTTP/1.1 200 ".utf8)
    private static let length = Bytes("Content-Length: ".utf8)
    private static let cursor = Bytes(#""cursor":""#.utf8)
    private static let furthest = Bytes(#""furthest":""#.utf8)
}
