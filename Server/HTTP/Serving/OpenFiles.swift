#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The limit on open files, and therefore connections, of this process.
package enum OpenFiles {
    /// Raises the limit as far as possible without privileges.
    ///
    /// - Returns: the number of connections that fit, leaving room for the database and other files.
    package static func raiseLimit() -> Int {
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 100 }
        var wanted = limit
        wanted.rlim_cur = min(limit.rlim_max, 65_536)
        if wanted.rlim_cur > limit.rlim_cur, setrlimit(resource, &wanted) == 0 { limit = wanted }
        return max(10, min(10_000, Int(clamping: limit.rlim_cur) - 100))
    }
}
