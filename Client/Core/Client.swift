package import Catalogue
package import Models
package import Vault

/// One home of one partner: everything that the command line, or any other face, can do with it.
///
/// Synchronous. What changes something is saved when the call returns; `sync` carries it to the server. Errors are `ClientError`, and
/// what the store throws.
package final class Client<Store: HomeStore> {
    /// Makes a transport to a server, with a budget of seconds for everything that it does; nil for as long as it takes.
    package typealias Connect = (_ server: ServerAddress, _ budget: Double?) -> any Transport

    let store: Store
    let storeKey: SecretKey
    let random: RandomSource
    let now: () -> Instant
    let boot: () -> BootTime
    let catalogue: Catalogue
    let connect: Connect
    /// The identity last made, and from what: verifying logs and opening keys anew for each transaction would cost more than the rest.
    private var known: (mark: IdentityMark, source: IdentitySource, identity: Identity)?

    /// - Parameter other: a client over an equal home, whose logs and keys need not be verified again.
    package init(
        store: Store, storeKey: SecretKey, random: RandomSource, now: @escaping () -> Instant, boot: @escaping () -> BootTime,
        catalogue: Catalogue, trusting other: Client? = nil, connect: @escaping Connect
    ) {
        self.store = store
        self.storeKey = storeKey
        self.random = random
        self.now = now
        self.boot = boot
        self.catalogue = catalogue
        self.connect = connect
        known = other?.known
    }

    /// One durable transaction with this home's identity at hand; its membership is stored if it changed.
    ///
    /// - Parameter beginning: what makes the identity, where there is none yet.
    func change<Result>(
        after beginning: (any HomeTransaction) throws -> Void = { _ in }, _ body: (Workspace) throws -> Result
    ) throws -> Result {
        let result = try store.write { transaction in
            try beginning(transaction)
            let work = try self.workspace(transaction)
            let before = work.identity.membership
            let result = try body(work)
            if work.identity.membership != before { try transaction.set(work.identity.membership) }
            try work.keepOpenedGrants()
            return result
        }
        known?.identity.forgetNewlyOpened()
        return result
    }

    /// One snapshot with this home's identity at hand.
    func look<Result>(_ body: (Workspace) throws -> Result) throws -> Result {
        try store.read { transaction in
            let work = try self.workspace(transaction)
            return try work.unchanging { try body(work) }
        }
    }

    private func workspace(_ transaction: any HomeTransaction) throws -> Workspace {
        Workspace(
            transaction: transaction, identity: try identity(transaction), cipher: StoreCipher(key: storeKey),
            random: random, now: now(), boot: boot(), catalogue: catalogue)
    }

    func identity(_ transaction: any HomeTransaction) throws -> Identity {
        let mark = try IdentityMark(transaction)
        if let known, known.mark == mark { return known.identity }
        let source = try IdentitySource(transaction, StoreCipher(key: storeKey))
        let grown = try known.flatMap { try $0.identity.grown(from: $0.source, to: source) }
        let identity = try grown ?? Identity(source, storeKey: storeKey)
        known = (mark, source, identity)
        return identity
    }
}
