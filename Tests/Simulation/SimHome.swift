import ClientCore
import LocalStore
import Support

/// A home whose process can end at any transaction. After that it can't be used until it's reopened.
final class SimHome: HomeStore {
    /// The process has ended. The client never catches it.
    struct Ended: Error {}

    private enum Inner {
        case memory(MemoryHome)
        case sqlite(SQLiteHome)
    }

    private var inner: Inner
    private var plan: (transaction: Int, moment: Moment)?
    private(set) var hasEnded = false

    /// - Parameter isSQLite: over SQLite, as shipped; otherwise in memory, which can be copied.
    init(isSQLite: Bool) throws { inner = isSQLite ? .sqlite(try SQLiteHome.inMemory()) : .memory(MemoryHome()) }

    init(copying state: MemoryHomeState) { inner = .memory(MemoryHome(state)) }

    /// `nil` if the home can't be copied.
    var copy: MemoryHomeState? { if case .memory(let home) = inner { home.state } else { nil } }

    func planEnd(transaction: Int, _ moment: Moment) { plan = (transaction, moment) }

    func openAnew() {
        hasEnded = false
        plan = nil
    }

    func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        let moment = try next()
        if moment == .before { throw end() }
        let result = try commit { transaction in
            let result = try body(transaction)
            if moment == .within { throw end() }
            return result
        }
        if moment == .after { throw end() }
        return result
    }

    func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result {
        if hasEnded { throw Ended() }
        switch inner {
        case .memory(let home): return try home.read(body)
        case .sqlite(let home): return try home.read(body)
        }
    }

    private func commit<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        switch inner {
        case .memory(let home): try home.write(body)
        case .sqlite(let home): try home.write(body)
        }
    }

    private func next() throws -> Moment? {
        if hasEnded { throw Ended() }
        guard let planned = plan else { return nil }
        guard planned.transaction == 0 else {
            plan = (planned.transaction - 1, planned.moment)
            return nil
        }
        plan = nil
        return planned.moment
    }

    private func end() -> Ended {
        hasEnded = true
        return Ended()
    }
}
