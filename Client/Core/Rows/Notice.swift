package import Models
package import Wire

/// What a notice is about. No words of anybody are in it.
package enum Notice: Hashable, Codable, Sendable {
    /// A version written here lost to a greater one; `history` has it.
    case superseded(prompt: String?)
    /// An edit came after its answer was frozen; `history` has it.
    case locked(prompt: String?)
    /// Something was signed by nobody who may sign it, or is not what was committed to. Not believed.
    case notBelieved(what: String, prompt: String?)
    /// The server went back; everything held here was offered again.
    case serverWentBack
    /// The server no longer knew the couple; it was founded again.
    case foundedAgain
    case partnerJoined
    case partnerLeft
    /// Another device of this partner's added one.
    case deviceAdded(DeviceID)
    /// The server froze a version that this partner had withdrawn or replaced: it is not opened.
    case heldBack(prompt: String?)
    /// After the server went back the partner's answer is another than the one that this partner's was opened for: it is not opened again.
    case partnerChanged(prompt: String?)
    /// Two histories revealed different pairs; the other one stands, this one is in `history`.
    case pairReplaced(prompt: String?)
    /// Something came that a newer version of the program wrote. It is kept, and read after an upgrade.
    case needsNewerVersion(prompt: String?)
    /// What the partner sealed is no answer to its round.
    case notAnAnswer(prompt: String?)
    /// What a device of the partner's signed to open its answer doesn't open it.
    case doesNotOpen(prompt: String?)
    /// A device signed a key that this one was given, and it can't be opened.
    case keyDoesNotOpen(isMine: Bool)
    /// A device of the partner's signed something under an id that something else has.
    case inTheWay(prompt: String?)
    /// The server does not take back things of this partner's that it had lost. They are kept here.
    case offersRefused([KeptThing])
    /// A device of the partner's holds something of the couple's in a way in which only it can change it.
    case heldByPartner
    /// The server refuses a write; it is kept here.
    case refused(code: ErrorCode, prompt: String?)
}
