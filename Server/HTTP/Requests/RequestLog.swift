import HTTPTypes
import Logging
import Synchronization
import Wire

/// Writes one line per request: what was requested and how it ended. Nothing that a caller can choose freely is logged: no unknown
/// path, and no query, header, body, token, code or locator.
///
/// A successful sync, which requires a valid token, and a server error are always logged. Anyone can cause everything else at no
/// cost, so it shares 60 lines a minute. The next line of any kind states how many were left out.
final class RequestLog: Sendable {
    private struct Free {
        var bucket = TokenBucket(at: .zero)
        var unlisted = 0
    }

    private let free = Mutex(Free())

    /// - Parameters:
    ///   - route: `nil` for an unknown path.
    ///   - status: `nil` if the connection was lost.
    ///   - duration: the time taken, up to `now`.
    ///   - failure: the unexpected error, if any. Only its type is logged.
    func write(
        to logger: Logger, method: HTTPRequest.Method, route: Route?, status: Int?, took duration: Duration, at now: Duration,
        failure: (any Error)?
    ) {
        let level: Logger.Level = failure == nil ? .info : .error
        guard logger.logLevel <= level else { return }
        let isFree = failure == nil && Self.isFree(route: route, status: status)
        guard let unlisted = unlisted(isFree: isFree, at: now) else { return }
        var metadata: Logger.Metadata = [
            "method": .string(Self.known.contains(method) ? method.rawValue : "other"),
            "route": .string(route?.rawValue ?? "none"),
            "status": .string(status.map { String($0) } ?? "lost"),
            "ms": .string(duration.millisecondsText),
        ]
        if let failure { metadata["failure"] = .string(String(describing: type(of: failure))) }
        if unlisted > 0 { metadata["unlisted"] = .stringConvertible(unlisted) }
        logger.log(level: level, "request", metadata: metadata)
    }

    private static func isFree(route: Route?, status: Int?) -> Bool {
        guard route == .sync, let status else { return true }
        return status >= 400
    }

    /// - Returns: the number of lines left out before this one, or `nil` if this one is left out as well.
    private func unlisted(isFree: Bool, at now: Duration) -> Int? {
        free.withLock { free in
            if isFree, free.bucket.take(perMinute: 60, at: now) != nil {
                free.unlisted += 1
                return nil
            }
            defer { free.unlisted = 0 }
            return free.unlisted
        }
    }

    private static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]
}

extension Duration {
    /// With one decimal, rounded down.
    fileprivate var millisecondsText: String {
        let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
