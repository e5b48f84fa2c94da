import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SocketAddress {
    /// The 4 or 16 octets of an IP address; none for others.
    var ipOctets: [UInt8] {
        guard let text = ipAddress else { return [] }
        let isV6 = self.protocol == .inet6
        var octets = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
        return inet_pton(isV6 ? AF_INET6 : AF_INET, text, &octets) == 1 ? octets : []
    }

    /// The same, of an IPv4 address that is written as an IPv6 one the 4 that it is.
    var unmappedOctets: [UInt8] {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let octets = ipOctets
        return octets.starts(with: mapped) ? Array(octets.suffix(4)) : octets
    }
}
