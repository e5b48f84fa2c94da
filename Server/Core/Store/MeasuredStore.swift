package import CoreMetrics
package import Models

/// A store that measures how long its transactions take, and counts those that it can't carry out.
package struct MeasuredStore<Base: Store>: Store {
    package typealias Reader = Base.Reader
    package typealias Writer = Base.Writer

    private let base: Base
    private let reads: TransactionMeters
    private let writes: TransactionMeters
    private let uptime: @Sendable () -> Duration

    /// - Parameter uptime: a monotonic clock.
    package init(
        _ base: Base, reads: TransactionMeters, writes: TransactionMeters, uptime: @escaping @Sendable () -> Duration
    ) {
        self.base = base
        self.reads = reads
        self.writes = writes
        self.uptime = uptime
    }

    package func read<Value>(_ body: (Reader) throws -> Value) throws -> Value { try measured(by: reads) { try base.read(body) } }

    package func reading<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
        let start = uptime()
        do {
            let value = try await base.reading(body)
            reads.ended(after: uptime() - start)
            return value
        } catch {
            reads.ended(after: uptime() - start, error)
            throw error
        }
    }

    package func write<Value>(_ body: (Writer) throws -> Value) throws -> Value {
        try measured(by: writes) { try base.write(body) }
    }

    package func write<Value>(for couple: CoupleID, _ body: (Writer) throws -> Value) throws -> Value {
        try measured(by: writes) { try base.write(for: couple, body) }
    }

    package var writers: Int { base.writers }

    package var sharing: (any StoreSharing)? { base.sharing }

    private func measured<Value>(by meters: TransactionMeters, _ transaction: () throws -> Value) throws -> Value {
        let start = uptime()
        do {
            let value = try transaction()
            meters.ended(after: uptime() - start)
            return value
        } catch {
            meters.ended(after: uptime() - start, error)
            throw error
        }
    }
}

/// What is measured of one kind of transaction.
package struct TransactionMeters: Sendable {
    private let duration: Timer
    private let failures: Counter

    package init(duration: Timer, failures: Counter) {
        self.duration = duration
        self.failures = failures
    }

    /// - Parameter error: counts only if it's the store's own.
    fileprivate func ended(after time: Duration, _ error: (any Error)? = nil) {
        duration.recordNanoseconds(time.nanoseconds)
        if error is StoreError { failures.increment() }
    }
}

extension Duration {
    /// As a whole number.
    package var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
