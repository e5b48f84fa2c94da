package import ClientCore
package import LocalStore

/// A home whose process ends during one of its transactions; whatever was committed before stays in `inner`.
package final class EndingHome: HomeStore {
    package enum Moment: CaseIterable, Sendable { case before, within, after }

    /// The process has ended. The client never catches it.
    package struct Ended: Error {}

    private let inner: SQLiteHome
    private var left: Int
    private let moment: Moment
    private var hasEnded = false

    /// - Parameter transaction: the write transaction during which it ends, counted from 0.
    package init(_ inner: SQLiteHome, at transaction: Int, _ moment: Moment) {
        self.inner = inner
        left = transaction
        self.moment = moment
    }

    package func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        guard !hasEnded else { throw Ended() }
        left -= 1
        guard left < 0 else { return try inner.write(body) }
        hasEnded = true
        switch moment {
        case .before: break
        case .within:
            try inner.write { transaction in
                _ = try body(transaction)
                throw Ended()
            }
        case .after: _ = try inner.write(body)
        }
        throw Ended()
    }

    package func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result {
        guard !hasEnded else { throw Ended() }
        return try inner.read(body)
    }
}
