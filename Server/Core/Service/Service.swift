package import CoreMetrics
package import Models
package import Wire

/// The exchange over any store: all of the server except HTTP.
package struct Service<S: Store>: Exchange {
    package let limits: Limits
    let store: S
    let committer: any Committer<S.Writer>
    package let memory = CallerMemory()
    let registration: Registration
    let version: String
    let keys: ServerKeys
    let challenges: ChallengeMaker
    let now: @Sendable () -> Instant
    let random: @Sendable (Int) -> Bytes

    /// - Parameters:
    ///   - version: the program version, sent to callers.
    ///   - commitSizes: receives the number of callers in each transaction.
    ///   - random: returns that many octets from a cryptographically secure source.
    /// - Throws: `StoreError` if the server's own keys can be neither read nor created.
    package init(
        store: S, limits: Limits = Limits(), registration: Registration, version: String, commitSizes: Recorder? = nil,
        now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> Bytes
    ) throws {
        self.store = store
        self.limits = limits
        self.registration = registration
        self.version = version
        self.now = now
        self.random = random
        committer =
            store.writers > 1
            ? CoupleCommitter(store, forgetting: memory, sizes: commitSizes)
            : GroupCommitter(store, forgetting: memory, sizes: commitSizes)
        store.sharing?.listen { [memory] touched in
            if let touched { memory.forget(touched) } else { memory.forgetAll() }
        }
        keys = try ServerKeys(in: store, random: random)
        challenges = ChallengeMaker(keys)
    }

    /// The number of callers waiting for the next transaction.
    package var callersWaiting: Int { committer.callersWaiting }

    package func info() -> ServerInfo {
        ServerInfo(version: version, time: now(), registrationRequired: registration.isRequired, limits: limits)
    }

    package func unreadiness() async -> Problem? {
        do {
            _ = try checkedNow()
            try await reading { _ = try $0.couple(CoupleID(validated: Bytes(repeating: 0, count: CoupleID.byteCount))) }
            return nil
        } catch {
            return error
        }
    }
}

extension Service {
    /// The current time.
    ///
    /// - Throws: `not_ready` if the clock is plainly wrong: before 2026 or after 2099.
    func checkedNow() throws(Problem) -> Instant {
        let now = now()
        guard (Instant.startOf2026..<Instant.startOf2100).contains(now) else {
            throw .of(.notReady, detail: "The server's clock is wrong.", retryAfter: 60)
        }
        return now
    }

    func reading<Value: Sendable>(_ body: @escaping @Sendable (S.Reader) throws -> Value) async throws(Problem) -> Value {
        do { return try await store.reading(body) } catch { throw Problem(store: error) }
    }
}

extension Instant {
    fileprivate static let startOf2026 = Instant(milliseconds: 1_767_225_600_000)
    fileprivate static let startOf2100 = Instant(milliseconds: 4_102_444_800_000)
}
