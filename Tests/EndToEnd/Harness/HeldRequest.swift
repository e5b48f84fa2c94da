import Foundation
import ProgramSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A request on a connection of its own, of which a test sends one part after another.
final class HeldRequest: Sendable {
    struct Refused: Error {}

    private let descriptor: Int32

    /// - Throws: `Refused` if the server takes no connection.
    init(to port: Int) throws {
        let made = LoopbackSocket.make()
        guard LoopbackSocket.connect(made, to: port) else {
            close(made)
            throw Refused()
        }
        descriptor = made
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws {
        guard LoopbackSocket.send(Data(text.utf8), to: descriptor) else { throw Refused() }
    }

    /// Waits until something arrives, which is dropped.
    func waitForReply() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            Thread.detachNewThread {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                _ = read(self.descriptor, &buffer, buffer.count)
                continuation.resume()
            }
        }
    }

    /// - Returns: everything that arrives until the server closes the connection.
    func reply() async -> String {
        await withCheckedContinuation { continuation in
            // A thread that may block: the threads that run tasks are few.
            Thread.detachNewThread {
                var received = Data()
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while case let count = read(self.descriptor, &buffer, buffer.count), count > 0 {
                    received.append(contentsOf: buffer[..<count])
                }
                continuation.resume(returning: String(decoding: received, as: UTF8.self))
            }
        }
    }
}
