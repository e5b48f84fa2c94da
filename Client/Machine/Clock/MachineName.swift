#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// This machine's name on its network.
package enum MachineName {
    /// Without the domain; `nil` if the machine has no name.
    package static func current() -> String? {
        var octets = [CChar](repeating: 0, count: 256)
        guard gethostname(&octets, octets.count - 1) == 0 else { return nil }
        let name = octets.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: ".")) }
        return name.isEmpty ? nil : String(decoding: name.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
