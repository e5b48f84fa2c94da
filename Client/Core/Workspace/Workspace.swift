import Catalogue
import Models
import Vault

/// A transaction with everything at hand that a step of the client needs. Does no input or output but through the transaction.
final class Workspace {
    let transaction: any HomeTransaction
    var identity: Identity
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

    func notify(_ notice: Notice) throws { try transaction.add(NoticeRow(notice: notice, at: now)) }
}
