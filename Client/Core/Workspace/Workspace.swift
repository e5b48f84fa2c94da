import Catalogue
import Models
import Vault

/// A transaction with everything at hand that a step of the client needs. Does no input or output but through the transaction.
final class Workspace {
    let transaction: any HomeTransaction
    var identity: Identity { didSet { writingKeys = [:] } }
    let cipher: StoreCipher
    let random: RandomSource
    let now: Instant
    let boot: BootTime
    let catalogue: Catalogue
    /// Nil where the transaction may change what was read.
    var memo: Memo?
    /// What was passed over, once a step has looked at it.
    var passedOver: PassedOver?
    /// The page at hand fetches once more what was passed over.
    var isAskingAnew = false
    /// Digests of the changes that turned out to be genuine in this transaction.
    var believed: [Bytes] = []
    /// The newest keys, as long as nothing is learned that may end them.
    private var writingKeys: [KeyPurpose: SecretKey] = [:]
    /// Rounds of which something was written in this transaction, and whether they were open before.
    private(set) var touched: [RoundID: Bool] = [:]
    /// Whose log could not be taken in, and the mark of all entries then.
    var triedToAdopt: (partner: PartnerID, mark: Int64)?
    /// A key came in this transaction that was not here before.
    var hasNewKeys = false
    /// No stamp beyond it is believed. Told by the reply that is taken in.
    var latestTime: Instant?

    init(
        transaction: any HomeTransaction, identity: Identity, cipher: StoreCipher, random: RandomSource, now: Instant,
        boot: BootTime,
        catalogue: Catalogue
    ) {
        self.transaction = transaction
        self.identity = identity
        self.cipher = cipher
        self.random = random
        self.now = now
        self.boot = boot
        self.catalogue = catalogue
    }

    var membership: Membership { identity.membership }

    /// The key to write with; nil where one is to be made, or nobody is there to share it with.
    func newestKey(_ purpose: KeyPurpose) -> SecretKey? {
        if let key = writingKeys[purpose] { return key }
        let key = identity.newest(purpose)
        writingKeys[purpose] = key
        return key
    }

    /// Holds a version of a record in place of the one before.
    func put(_ held: HeldRecord) throws {
        if let round = held.header.round, touched[round] == nil { touched[round] = try isOpen(round) }
        try transaction.put(held)
    }

    /// Whether both answers of a round may be read here.
    func isOpen(_ round: RoundID) throws -> Bool {
        let revealed = try transaction.seals(of: round).filter { $0.phase == .revealed && !$0.isTampered }
        return revealed.contains { $0.author == membership.partner } && revealed.contains { $0.author != membership.partner }
    }

    func notify(_ notice: Notice) throws { try transaction.add(NoticeRow(notice: notice, at: now)) }
}
