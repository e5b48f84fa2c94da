#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Memory for one key that is not swapped out, is in no dump of a crash, and is zero once it was forgotten.
package final class SecretPage {
    static let count = 32
    private let page: UnsafeMutableRawPointer
    private let size = sysconf(Int32(_SC_PAGESIZE))
    package private(set) var isForgotten = false

    package init?() {
        guard let made = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), made != MAP_FAILED else {
            return nil
        }
        page = made
        // Where little memory may be locked, the key is held all the same.
        mlock(page, size)
        #if os(Linux)
        madvise(page, size, MADV_DONTDUMP)
        #endif
    }

    deinit {
        forget()
        munmap(page, size)
    }

    /// Reads the key, and nothing but it, without putting it anywhere else.
    ///
    /// - Returns: false where there was less, or more.
    package func fill(from descriptor: Int32) -> Bool {
        var filled = 0
        while filled <= Self.count {
            let count = Self.read(descriptor, page + filled, Self.count + 1 - filled)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        return filled == Self.count
    }

    var octets: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: page, count: Self.count) }

    /// Zeroes it.
    func forget() {
        // Not memset, which a compiler may leave out where nobody reads the memory afterwards.
        #if canImport(Darwin)
        memset_s(page, size, 0, size)
        #else
        explicit_bzero(page, size)
        #endif
        isForgotten = true
    }

    private static func read(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
        #if canImport(Darwin)
        Darwin.read(descriptor, target, count)
        #elseif canImport(Musl)
        Musl.read(descriptor, target, count)
        #else
        Glibc.read(descriptor, target, count)
        #endif
    }
}
