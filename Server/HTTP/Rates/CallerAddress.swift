import NIOCore

/// Whom an anonymous request is counted against: an IPv4 address, also where IPv6 carries it, or the 64 bits of an IPv6 address that one
/// household shares.
struct CallerAddress: Hashable, Sendable {
    private let octets: [UInt8]

    /// Without an address, everybody counts as one.
    init(_ address: SocketAddress?) {
        octets = Array((address?.translatedOctets ?? []).prefix(8))
    }
}
