import Models
package import Wire

/// How much one request of a run may hold: halved after each that was too large for the server or a proxy in front of it.
struct RequestRoom {
    /// All writes as JSON, in bytes. Well below any server's stated limit and what proxies accept by default.
    static let most = 768 * 1024

    private(set) var bytes = Self.most
    /// Outbox entries that were too large on their own: this run doesn't send them again.
    private(set) var setAside: Set<Int64> = []

    /// Limits requests to half the size of one that was too large.
    mutating func halve(_ writes: [Write]) { bytes = min(bytes, writes.reduce(0) { $0 + $1.encodedSize }) / 2 }

    mutating func setAside(_ sequence: Int64) { setAside.insert(sequence) }
}

extension ErrorCode {
    /// Never on the wire: a proxy doesn't accept even a single write of this size.
    package static let tooLargeForProxy: ErrorCode = "proxy_too_large"
}

extension ClientError {
    /// The reason to set aside a write that is too large on its own; `nil` for any other error.
    var tooLarge: ErrorCode? {
        switch self {
        case .proxy(.takesLess): .tooLargeForProxy
        case .problem(let problem) where problem.code == .requestTooLarge: .requestTooLarge
        default: nil
        }
    }
}
