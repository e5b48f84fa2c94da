package import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Loopback sockets.
package enum LoopbackSocket {
    package static func make() -> Int32 {
        #if canImport(Glibc)
        // Not inherited by programs started meanwhile: they would keep it open.
        socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        #else
        socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    /// - Returns: the port; `nil` if none is available.
    package static func listen(_ descriptor: Int32) -> Int? {
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withSocketAddress(&address) { bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0 }
        #if canImport(Glibc)
        guard isBound, Glibc.listen(descriptor, 256) == 0 else { return nil }
        #elseif canImport(Musl)
        guard isBound, Musl.listen(descriptor, 256) == 0 else { return nil }
        #else
        guard isBound, Darwin.listen(descriptor, 256) == 0 else { return nil }
        #endif
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    package static func connect(_ descriptor: Int32, to port: Int) -> Bool {
        var address = address(port: port)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        #if canImport(Glibc)
        return withSocketAddress(&address) { Glibc.connect(descriptor, $0, length) == 0 }
        #elseif canImport(Musl)
        return withSocketAddress(&address) { Musl.connect(descriptor, $0, length) == 0 }
        #else
        return withSocketAddress(&address) { Darwin.connect(descriptor, $0, length) == 0 }
        #endif
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private static func withSocketAddress(_ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Bool) -> Bool {
        withUnsafeMutablePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
    }

    /// - Returns: `false` if not everything was sent.
    package static func send(_ octets: Data, to descriptor: Int32) -> Bool {
        var rest = octets
        while !rest.isEmpty {
            #if canImport(Glibc)
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            #else
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            #endif
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
