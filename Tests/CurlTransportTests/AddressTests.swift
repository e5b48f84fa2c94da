import ClientCore
import CurlTransport
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("Addresses in clear and over TLS", .onOwnThreads)
struct AddressTests {
    @Test(arguments: [
        "example.org", "192.168.1.2", "127.0.0.1.example.org", "127.0.0.1.5", "127.1", "0127.0.0.1", "localhost.example.org",
        "localhost.", "0.0.0.0", "::", "::ffff:127.0.0.1", "2001:db8::1",
    ])
    func `plain HTTP to anything but this machine is refused before it is looked up`(host: String) throws {
        #expect(Self.reach(isSecure: false, host: host, port: 80) == .failure(.insecure))
    }

    @Test(arguments: ["", "user@localhost", "localhost/x", "localhost?x", "localhost#x", "a b", "a\r\nb", "[::1]", "a%2e", "a\\b"])
    func `a host that would be more than a host is refused`(host: String) throws {
        #expect(Self.reach(isSecure: true, host: host, port: 443) == .failure(.unreachable))
    }

    @Test(arguments: [0, -1, 65_536]) func `a port that is none is refused`(port: Int) throws {
        #expect(Self.reach(isSecure: true, host: "localhost", port: port) == .failure(.unreachable))
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.8.9.10"]) func `this machine is reached over plain HTTP`(host: String) throws {
        let server = try ScriptedServer([.reply(200)])
        // The server listens on 127.0.0.1 only; the other loopback addresses refuse the connection, but were allowed.
        let expected: Result<Int, TransportError> = host == "127.8.9.10" ? .failure(.unreachable) : .success(200)
        #expect(Self.reach(isSecure: false, host: host, port: server.port) == expected)
        _ = PlainExchange.run(port: server.port)
    }

    private static func reach(isSecure: Bool, host: String, port: Int) -> Result<Int, TransportError> {
        let address = ServerAddress(isSecure: isSecure, host: host, port: port, trust: .authority)
        return CurlTransport(address: address, version: "0", effects: FakeTime().effects()).attempt(.health).map(\.status)
    }
}
