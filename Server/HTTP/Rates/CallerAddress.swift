import NIOCore

/// The caller that an anonymous request counts for: an IPv4 address, even if carried in IPv6, or the first 64 bits of an IPv6
/// address, which one household shares.
struct CallerAddress: Hashable, Sendable {
    private let octets: [UInt8]

    /// All callers without an address count as one.
    init(_ address: SocketAddress?) {
        octets = Array((address?.translatedOctets ?? []).prefix(8))
    }
}
