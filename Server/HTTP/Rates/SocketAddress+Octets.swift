import NIOCore

extension SocketAddress {
    /// The 4 or 16 octets of an IP address. Empty for other addresses.
    var ipOctets: [UInt8] {
        // By their place, which is the same on every system: after family and port, and in IPv6 after the flow, too.
        switch self {
        case .v4(let address): withUnsafeBytes(of: address.address) { Array($0[4..<8]) }
        case .v6(let address): withUnsafeBytes(of: address.address) { Array($0[8..<24]) }
        case .unixDomainSocket: []
        }
    }

    /// Like `ipOctets`, but only the 4 IPv4 octets for an IPv4-mapped IPv6 address.
    var unmappedOctets: [UInt8] {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let octets = ipOctets
        return octets.starts(with: mapped) ? Array(octets.suffix(4)) : octets
    }

    /// Like `unmappedOctets`, but only the 4 IPv4 octets for an IPv6 address made by a translator or tunnel.
    ///
    /// NAT64 puts them at the end of `64:ff9b::/96` (RFC 6052), 6to4 after `2002::/16` (RFC 3056). Use them to tell callers apart,
    /// not to authenticate: anyone can choose such an address.
    var translatedOctets: [UInt8] {
        let octets = unmappedOctets
        let nat64: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
        guard octets.count == 16 else { return octets }
        if octets.starts(with: nat64) { return Array(octets.suffix(4)) }
        if octets.starts(with: [0x20, 0x02]) { return Array(octets[2..<6]) }
        return octets
    }
}
