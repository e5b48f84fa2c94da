import Commands
import Foundation
import Machine
import Models
import Support
import Testing

/// How long an agent hands out the key, by a clock that the test controls.
@Suite("How long an agent hands out the key")
struct AgentServerTests {
    private static let key = Bytes(repeating: 7, count: 32)
    private let scratch: ScratchFolder
    private let places: [AgentPlace]

    init() throws {
        scratch = try ScratchFolder()
        let home = HomeFolder(path: scratch.path("home"))
        try home.prepare()
        places = AgentPlace.all(of: home, environment: [:])
    }

    /// Requests the key before the agent reads its clock.
    ///
    /// - Parameter times: what the clock shows at each reading, in milliseconds, the first when the agent starts; the last repeats forever.
    /// - Returns: the key, if it was handed out.
    private func ask(for period: LockPeriod, _ times: Int64...) throws -> Bytes? {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(Self.key))
        try pipe.fileHandleForWriting.close()
        let secret = try #require(SecretPage())
        try #require(secret.fill(from: pipe.fileHandleForReading.fileDescriptor))
        var looks = 0
        let server = try #require(
            AgentServer(secret, at: places, for: period) {
                looks += 1
                return .milliseconds(times[min(looks, times.count) - 1])
            })
        let place = try #require(places.first)
        let caller = try Caller(connectingTo: place.path)
        try caller.send([1, 0x6b])
        // An agent that runs past its time is stopped, so that the test fails instead of waiting for it.
        server.serve { looks > times.count + 10 }
        #expect(secret.isForgotten)
        #expect(!FileManager.default.fileExists(atPath: place.path))
        return caller.receive(32)
    }

    @Test(arguments: [1, 90, 900, 86_400] as [Int64])
    func `the key is handed on up to the last millisecond of its time, and not after`(seconds: Int64) throws {
        let period = try #require(LockPeriod(seconds: seconds))
        let start: Int64 = 123_456_789
        let end = start + seconds * 1000
        #expect(try ask(for: period, start, start, start, end) == Self.key)
        #expect(try ask(for: period, start, end - 1, end - 1, end) == Self.key)
        #expect(try ask(for: period, start, end) == nil)
        #expect(try ask(for: period, start, end + 1) == nil)
        // The computer slept between the last clock reading and the request.
        #expect(try ask(for: period, start, end - 1, end) == nil)
    }

    @Test func `a time is a second at least and a day at most`() {
        #expect([0, -1, 86_401, .max, .min].allSatisfy { LockPeriod(seconds: $0) == nil })
        #expect([1, 86_400].allSatisfy { LockPeriod(seconds: $0) != nil })
    }
}

/// A process at the other end of an agent's socket.
private final class Caller {
    private let descriptor: Int32

    init(connectingTo path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Bytes(path.utf8)) }
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else { throw POSIXError(.ECONNREFUSED) }
    }

    func send(_ octets: Bytes) throws {
        guard write(descriptor, octets, octets.count) == octets.count else { throw POSIXError(.EPIPE) }
    }

    /// - Returns: exactly this many bytes, or `nil`.
    func receive(_ count: Int) -> Bytes? {
        var octets = Bytes(repeating: 0, count: count)
        return recv(descriptor, &octets, count, Int32(MSG_WAITALL)) == count ? octets : nil
    }

    deinit { close(descriptor) }
}
