import ProgramSupport
import Synchronization

/// Where the server currently listens, which changes with each start.
final class ServerPort: Sendable {
    private let port = Mutex(0)

    var caller: WireCaller { WireCaller(url: "http://127.0.0.1:\(port.withLock { $0 })") }
    func set(_ port: Int) { self.port.withLock { $0 = port } }
}
