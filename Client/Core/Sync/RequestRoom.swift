import Models
package import Wire

/// How much one request of a run may hold: less after each that was too large for the server, or for a proxy in front of it.
struct RequestRoom {
    /// Octets of all writes as JSON. Well below what any server states, and what proxies let through as they come.
    static let most = 768 * 1024

    private(set) var bytes = Self.most
    /// Outbox entries that were too large all by themselves: this run doesn't send them again.
    private(set) var setAside: Set<Int64> = []

    /// Half of what was too large.
    mutating func halve(_ writes: [Write]) { bytes = min(bytes, writes.reduce(0) { $0 + $1.encodedSize }) / 2 }

    mutating func setAside(_ sequence: Int64) { setAside.insert(sequence) }
}

extension ErrorCode {
    /// Never on the wire: a proxy takes less at once than one write alone.
    package static let tooLargeForProxy: ErrorCode = "proxy_too_large"
}

extension ClientError {
    /// Why a write was set aside that is too large by itself; `nil` for any other error.
    var tooLarge: ErrorCode? {
        switch self {
        case .proxy(.takesLess): .tooLargeForProxy
        case .problem(let problem) where problem.code == .requestTooLarge: .requestTooLarge
        default: nil
        }
    }
}
