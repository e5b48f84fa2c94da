import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One HTTP request on a loopback connection of its own, using plain sockets: distinguishes a truncated reply from a complete one,
/// wherever the cut is. (URLSession ends the process if a connection closes without a reply.)
struct PlainRequest: Sendable {
    /// The reply didn't arrive, or not completely.
    struct CutOff: Error {}

    let port: Int
    let octets: Data

    init(port: Int, method: String, path: String, authorization: String?, body: Data?) {
        self.port = port
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if let authorization { head += "Authorization: \(authorization)\r\n" }
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        octets = Data((head + "\r\n").utf8) + (body ?? Data())
    }

    /// - Throws: `CutOff`.
    func reply() async throws -> (status: Int, body: Data) {
        try await withCheckedThrowingContinuation { continuation in
            // A thread that may block: the threads that run tasks are few.
            Thread.detachNewThread { continuation.resume(with: Result { try exchange() }) }
        }
    }

    private func exchange() throws -> (status: Int, body: Data) {
        let descriptor = LoopbackSocket.make()
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard LoopbackSocket.connect(descriptor, to: port) else { throw CutOff() }
        // A server may refuse, and say so, before it has received everything.
        _ = LoopbackSocket.send(octets, to: descriptor)
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            received.append(contentsOf: buffer[..<count])
        }
        return try Self.whole(received)
    }

    private static func whole(_ reply: Data) throws -> (status: Int, body: Data) {
        guard let end = reply.range(of: Data("\r\n\r\n".utf8)) else { throw CutOff() }
        let lines = String(decoding: reply[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { throw CutOff() }
        let lengths = lines.dropFirst().compactMap { line -> Int? in
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2, field[0].lowercased() == "content-length" else { return nil }
            return Int(field[1].trimmingCharacters(in: .whitespaces))
        }
        let body = Data(reply[end.upperBound...])
        guard let length = lengths.first, body.count == length else { throw CutOff() }
        return (status, body)
    }
}
