import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Memory for one key that isn't swapped out or included in crash dumps, and is zeroed when the key is forgotten.
package final class SecretPage {
    package static let count = 32
    private let page: UnsafeMutableRawPointer
    private let size = sysconf(Int32(_SC_PAGESIZE))
    package private(set) var isForgotten = false

    package init?() {
        guard let made = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), made != MAP_FAILED else {
            return nil
        }
        page = made
        // If the limit on locked memory is too low, the key is kept anyway.
        mlock(page, size)
        #if os(Linux)
        madvise(page, size, MADV_DONTDUMP)
        #endif
    }

    deinit {
        forget()
        munmap(page, size)
    }

    /// Reads the key from a descriptor directly into the page.
    ///
    /// - Returns: `false` unless the input is exactly as long as a key.
    package func fill(from descriptor: Int32) -> Bool {
        var filled = 0
        while filled <= Self.count {
            let rest = UnsafeMutableRawBufferPointer(start: page + filled, count: Self.count + 1 - filled)
            guard let count = try? FileDescriptor(rawValue: descriptor).read(into: rest), count > 0 else { break }
            filled += count
        }
        return filled == Self.count
    }

    package var octets: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: page, count: Self.count) }

    /// Zeroes the key.
    package func forget() {
        // Not `memset`, which the compiler may remove if the memory isn't read afterwards.
        #if canImport(Darwin)
        memset_s(page, size, 0, size)
        #else
        explicit_bzero(page, size)
        #endif
        isForgotten = true
    }
}
