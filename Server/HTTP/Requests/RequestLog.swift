import HTTPTypes
import Logging
import Wire

/// One line a request: what was asked for and how it ended. Nothing that a caller chose freely gets in: no path that is not a
/// route's, no query, header, body, token, code or locator.
struct RequestLog {
    let logger: Logger

    /// - Parameters:
    ///   - route: nil for a path that is none.
    ///   - status: nil where the connection was lost.
    ///   - failure: what kind of error the server met, where it did not foresee it.
    func write(method: HTTPRequest.Method, route: Route?, status: Int?, took duration: Duration, failure: (any Error)?) {
        let level: Logger.Level = failure == nil ? .info : .error
        guard logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "method": .string(Self.known.contains(method) ? method.rawValue : "other"),
            "route": .string(route?.rawValue ?? "none"),
            "status": .string(status.map { String($0) } ?? "lost"),
            "ms": .string(duration.millisecondsText),
        ]
        if let failure { metadata["failure"] = .string(String(describing: type(of: failure))) }
        logger.log(level: level, "request", metadata: metadata)
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
