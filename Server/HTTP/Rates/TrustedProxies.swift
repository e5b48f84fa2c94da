import NIOCore

/// The reverse proxies whose `X-Forwarded-For` is trusted, by address or network.
package struct TrustedProxies: Hashable, Sendable {
    /// A single address, or all addresses with a common prefix (RFC 4632, RFC 4291).
    private struct Network: Hashable, Sendable {
        let octets: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == octets.count else { return false }
            return (0..<bits).allSatisfy { bit in (address[bit / 8] ^ octets[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0 }
        }
    }

    private let networks: [Network]

    package static let none = TrustedProxies(networks: [])

    private init(networks: [Network]) { self.networks = networks }

    /// - Parameter text: addresses and networks such as `10.0.0.0/8`, separated by commas; `loopback` stands for this machine.
    /// - Throws: `ServerSetUpError` for anything else.
    package init(parsing text: String) throws {
        let names = text.split(separator: ",").map { $0.trimming(" ") }
        networks = try names.flatMap { $0 == Self.loopback ? ["127.0.0.0/8", "::1"] : [$0] }.map(Self.network)
        guard !networks.isEmpty else { throw ServerSetUpError("Say which proxies are trusted: --trust-forwarded-for 192.0.2.7") }
    }

    /// The name for this machine's own addresses.
    package static let loopback = "loopback"

    package var isEmpty: Bool { networks.isEmpty }

    func contains(_ address: SocketAddress?) -> Bool {
        guard !isEmpty, let octets = address?.unmappedOctets, !octets.isEmpty else { return false }
        return networks.contains { $0.contains(octets) }
    }

    /// The caller that a request counts for. If the peer is a trusted proxy, this is the last address in `X-Forwarded-For` that isn't one.
    ///
    /// Each proxy appends the address that called it, so anything before the last untrusted address may be made up. An entry that
    /// isn't an address comes from someone untrusted; the request then counts for the proxy that forwarded it.
    ///
    /// - Parameter headers: all headers of that name, in order of arrival. They form one list (RFC 9110, section 5.3).
    func caller(from peer: SocketAddress?, forwardedFor headers: [String]) -> CallerAddress {
        guard contains(peer) else { return CallerAddress(peer) }
        var nearest = peer
        for text in headers.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false).reversed() {
            guard let address = SocketAddress(forwarded: text.trimming(" \t")) else { break }
            nearest = address
            guard contains(address) else { break }
        }
        return CallerAddress(nearest)
    }

    private static func network(_ text: String) throws -> Network {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard let octets = (try? SocketAddress(ipAddress: parts[0], port: 0))?.unmappedOctets, parts.count <= 2,
            let bits = parts.count == 2 ? Int(parts[1]) : octets.count * 8, (0...octets.count * 8).contains(bits)
        else {
            throw ServerSetUpError(
                "\(text) isn't a proxy's address. Write --trust-forwarded-for 192.0.2.7,10.0.0.0/8, or loopback for this computer.")
        }
        return Network(octets: octets, bits: bits)
    }
}

extension SocketAddress {
    /// Parses an address as proxies write it: some append a port.
    fileprivate init?(forwarded text: String) {
        var text = text
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            text = String(text[text.index(after: text.startIndex)..<end])
        } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            text = String(text[..<colon])
        }
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self = address
    }
}

extension StringProtocol {
    fileprivate func trimming(_ characters: String) -> String {
        let start = drop { characters.contains($0) }
        return String(start.reversed().drop { characters.contains($0) }.reversed())
    }
}
