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

/// Sits between clients and the server on loopback, and does to connections what networks do.
///
/// Its threads end with the process.
final class Proxy: Sendable {
    let port: Int
    private let listener: Int32
    private let target = Mutex(0)
    private let weather: Weather

    init(weather: Weather) throws {
        self.weather = weather
        listener = LoopbackSocket.make()
        guard let port = LoopbackSocket.listen(listener) else { throw CocoaError(.fileReadUnknown) }
        self.port = port
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Sets the server's current port.
    func lead(to port: Int) { target.withLock { $0 = port } }

    func start() { Thread.detachNewThread { [self] in acceptForever() } }

    private func acceptForever() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { continue }
            let server = LoopbackSocket.make()
            guard LoopbackSocket.connect(server, to: target.withLock { $0 }) else {
                close(client)
                close(server)
                continue
            }
            ProxyConnection(client: client, server: server, fate: weather.fate()).start()
        }
    }
}
