import NIOCore

/// Whom an anonymous request is counted against: an IPv4 address, or the 64 bits of an IPv6 address that one household shares.
struct CallerAddress: Hashable, Sendable {
    private let octets: [UInt8]

    /// Without an address, everybody counts as one.
    init(_ address: SocketAddress?) {
        let octets = address?.ipOctets ?? []
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.octets = octets.starts(with: mapped) ? Array(octets.suffix(4)) : Array(octets.prefix(8))
    }

    /// The last address in `X-Forwarded-For`: the one that the nearest proxy wrote.
    ///
    /// - Returns: nil where there is none, or it is no address.
    init?(forwardedFor header: String?) {
        guard let last = header?.split(separator: ",").last else { return nil }
        let text = String(last.drop { $0 == " " }.prefix { $0 != " " })
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }
}
