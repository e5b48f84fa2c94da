package import Catalogue
package import Models
package import Vault

/// One partner's home: everything the command line, or any other interface, can do with it.
///
/// Synchronous. A change is saved when the call returns; `sync` carries it to the server.
///
/// Every method throws `ClientError`: `notInitialised` or `storeKeyWrong` if there's no home here or its key is another, `store` if
/// it can't be read or written, and what the method itself names. Nothing has changed then.
package final class Client {
    /// Makes a transport to a server, with a budget for everything it does; `nil` for no limit.
    package typealias Connect = (_ server: ServerAddress, _ budget: Duration?) -> any Transport

    let store: any HomeStore
    let storeKey: SecretKey
    let random: RandomSource
    let now: () -> Instant
    let boot: () -> BootTime
    let catalogue: Catalogue
    let connect: Connect
    /// The last identity, and its source: verifying logs and opening keys in each transaction would cost more than the rest of it.
    private var known: (mark: IdentityMark, source: IdentitySource, identity: Identity)?

    /// - Parameter other: a client for an identical home, whose logs and keys need not be verified again.
    package init(
        store: any HomeStore, storeKey: SecretKey, random: RandomSource, now: @escaping () -> Instant,
        boot: @escaping () -> BootTime,
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

    var cipher: StoreCipher { StoreCipher(key: storeKey) }

    /// Reads one snapshot of this home.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`, and what `body` throws.
    func read<Result>(_ body: (HomeSnapshot) throws -> Result) throws(ClientError) -> Result {
        try readStore { reader in
            try body(
                HomeSnapshot(
                    reader: reader, identity: try self.identity(reader), cipher: cipher, now: now(), catalogue: catalogue,
                    isFixed: true))
        }
    }

    /// Runs one durable transaction that changes this home; stores its membership if it changed.
    ///
    /// - Parameter beginning: creates the identity, if there's none yet.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`, and what `body` throws. Nothing has changed then.
    func write<Result>(
        after beginning: (any HomeWriter) throws -> Void = { _ in }, _ body: (HomeEdit) throws -> Result
    ) throws(ClientError) -> Result {
        let result = try writeStore { transaction in
            try beginning(transaction)
            let edit = HomeEdit(
                transaction: transaction, identity: try self.identity(transaction), cipher: cipher, random: random, now: now(),
                boot: boot(), catalogue: catalogue)
            let before = edit.membership
            let result = try body(edit)
            if edit.membership != before { try transaction.set(edit.membership) }
            try edit.keyring.keepOpenedGrants()
            return result
        }
        known?.identity.forgetNewlyOpened()
        return result
    }

    /// Reads a snapshot of what is stored, whether or not there's a home in it.
    ///
    /// - Throws: `store`, and what `body` throws.
    func readStore<Result>(_ body: (any HomeReader) throws -> Result) throws(ClientError) -> Result {
        try ClientError.converting { try store.read(body) }
    }

    /// Runs one durable transaction on what is stored, whether or not there's a home in it.
    ///
    /// - Throws: `store`, and what `body` throws. Nothing has changed then.
    func writeStore<Result>(_ body: (any HomeWriter) throws -> Result) throws(ClientError) -> Result {
        try ClientError.converting { try store.write(body) }
    }

    /// Runs a transaction that only makes later reading more comfortable. A home that can only be read does without it.
    ///
    /// - Throws: `store`.
    func remember(_ body: (any HomeWriter) throws -> Void) throws(ClientError) {
        do throws(ClientError) {
            try writeStore(body)
        } catch {
            guard error == .store(.readOnly) else { throw error }
        }
    }

    func identity(_ reader: any HomeReader) throws -> Identity {
        let mark = try IdentityMark(reader)
        if let known, known.mark == mark { return known.identity }
        let source = try IdentitySource(reader, cipher)
        let grown = try known.flatMap { try $0.identity.grown(from: $0.source, to: source) }
        let identity = try grown ?? Identity(source, storeKey: storeKey)
        known = (mark, source, identity)
        return identity
    }
}
