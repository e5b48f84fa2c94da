import Foundation
import Synchronization

/// A loopback server that handles each request as scripted, and then stops listening.
package final class ScriptedServer: Sendable {
    package enum Step {
        /// Closes the connection without a reply.
        case cut
        /// Sends this, and keeps the connection open.
        case say(String)
        /// Sends this, and closes the connection.
        case sayAndCut(String)
        /// Sends this, and then nothing until the client disconnects.
        case sayAndWait(String)

        package static func reply(_ status: Int, headers: String = "", body: String = "") -> Step {
            .say("HTTP/1.1 \(status) Any\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
    }

    package struct Log {
        package var connections = 0
        package var requests: [String] = []
    }

    package let port: Int
    private let script: [Step]
    private let onRequest: @Sendable () -> Void
    private let logged = Mutex(Log())

    package var log: Log { logged.withLock { $0 } }

    /// - Parameter onRequest: called for each request, before the reply.
    package init(_ script: [Step], onRequest: @escaping @Sendable () -> Void = {}) throws {
        self.script = script
        self.onRequest = onRequest
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { self.serve(listener) }
    }

    private func serve(_ listener: Int32) {
        var rest = script[...]
        while !rest.isEmpty {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            logged.withLock { $0.connections += 1 }
            // The last connection outlives the listener, so that later clients are refused.
            while let request = readRequest(connection), let step = rest.popFirst() {
                logged.withLock { $0.requests.append(request) }
                onRequest()
                if rest.isEmpty { close(listener) }
                guard perform(step, on: connection) else { break }
            }
            close(connection)
        }
    }

    /// - Returns: whether the connection stays open.
    private func perform(_ step: Step, on connection: Int32) -> Bool {
        switch step {
        case .cut: return false
        case .say(let text): return write(text, to: connection)
        case .sayAndCut(let text):
            _ = write(text, to: connection)
            return false
        case .sayAndWait(let text):
            if write(text, to: connection) { _ = readRequest(connection) }
            return false
        }
    }

    private func write(_ text: String, to connection: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// - Returns: `nil` once the client has disconnected.
    private func readRequest(_ connection: Int32) -> String? {
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !isWhole(received) {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            received += chunk[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }

    private func isWhole(_ received: [UInt8]) -> Bool {
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let length = text[..<end.lowerBound].split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
            .flatMap { Int($0.dropFirst(16)) }
        return text[end.upperBound...].utf8.count >= length ?? 0
    }
}
