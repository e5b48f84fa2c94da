import HTTPTypes
import Logging
import Synchronization
import Wire

/// One line a request: what was asked for and how it ended. Nothing that a caller chose freely gets in: no path that is not a
/// route's, no query, header, body, token, code or locator.
///
/// Only a sync that succeeds, which takes a good token, always has its line, and so does a failure of the server. All else anybody may
/// cause, or at no cost: it gets 60 lines a minute together. The next line of any kind says how many were left out.
final class RequestLog: Sendable {
    private struct Free {
        var bucket = TokenBucket(at: .zero)
        var unlisted = 0
    }

    private let free = Mutex(Free())

    /// - Parameters:
    ///   - route: nil for a path that is none.
    ///   - status: nil where the connection was lost.
    ///   - duration: what it took, until `now`.
    ///   - failure: what kind of error the server met, where it did not foresee it.
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

    /// - Returns: how many were left out before this line; nil where it is left out as well.
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
