import Foundation
import ProgramSupport
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One connection through the proxy: two threads, each forwarding one direction.
final class ProxyConnection: Sendable {
    private let client: Int32
    private let server: Int32
    private let fate: ProxyFate
    /// How many directions are still forwarded, and whether to end with a reset.
    private let state = Mutex((open: 2, isReset: false))

    init(client: Int32, server: Int32, fate: ProxyFate) {
        (self.client, self.server, self.fate) = (client, server, fate)
    }

    func start() {
        Thread.detachNewThread { [self] in carry(.up, from: client, to: server) }
        Thread.detachNewThread { [self] in carry(.down, from: server, to: client) }
    }

    private func carry(_ direction: ProxyFate.Direction, from source: Int32, to sink: Int32) {
        var left = Int.max
        var ending = ProxyFate.Ending.halfClosed
        if case .cut(direction, let after, let how) = fate { (left, ending) = (after, how) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0 else { break }
            if case .slow(let milliseconds) = fate { Thread.sleep(forTimeInterval: Double(milliseconds) / 1000) }
            let passed = min(count, left)
            guard LoopbackSocket.send(Data(buffer[..<passed]), to: sink) else { break }
            left -= passed
            if left == 0 {
                cut(ending, source, sink)
                finish()
                return
            }
        }
        // When one side has ended, the other sees the end too.
        shutdown(sink, Int32(SHUT_WR))
        finish()
    }

    private func cut(_ ending: ProxyFate.Ending, _ source: Int32, _ sink: Int32) {
        switch ending {
        case .reset:
            state.withLock { $0.isReset = true }
            // Wakes the other direction without sending anything.
            for descriptor in [source, sink] { shutdown(descriptor, Int32(SHUT_RD)) }
        case .end: for descriptor in [source, sink] { shutdown(descriptor, Int32(SHUT_RDWR)) }
        case .halfClosed:
            shutdown(sink, Int32(SHUT_WR))
            var rest = [UInt8](repeating: 0, count: 16_384)
            while read(source, &rest, rest.count) > 0 {}
        case .silence:
            Thread.sleep(forTimeInterval: 1.5)
            for descriptor in [source, sink] { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// The last direction closes both ends.
    private func finish() {
        let (isLast, isReset) = state.withLock { state in
            state.open -= 1
            return (state.open == 0, state.isReset)
        }
        guard isLast else { return }
        for descriptor in [client, server] {
            if isReset {
                var atOnce = linger(l_onoff: 1, l_linger: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
            }
            close(descriptor)
        }
    }
}
