package import Catalogue
package import Models
package import Wire

/// What a notice is about. Contains no one's text.
package enum Notice: Hashable, Codable, Sendable {
    /// A version written here lost to a greater one; `history` has it.
    case superseded(prompt: PromptID?)
    /// A device that this partner has removed sealed the answer that was frozen. It doesn't count here, so the next round has started.
    case sealedByRemoved(prompt: PromptID)
    /// The same of a device that the partner has removed.
    case partnerSealedByRemoved(prompt: PromptID)
    /// The partner took back a question that this partner had sealed an answer to, which is a draft again.
    case takenBack(prompt: PromptID)
    /// An edit came after its answer was frozen; `history` has it.
    case locked(prompt: PromptID?)
    /// Something wasn't signed by anyone entitled to, or doesn't match its commitment. Rejected.
    case notBelieved(what: String, prompt: PromptID?)
    /// The server went back; everything held here was offered again.
    case serverWentBack
    /// The server no longer knew the couple, which was founded again.
    case foundedAgain
    case partnerJoined
    case partnerLeft
    /// Another of this partner's devices added a device.
    case deviceAdded(DeviceID)
    /// The server froze a version that this partner had withdrawn or replaced: it isn't opened.
    case heldBack(prompt: PromptID?)
    /// After the server went back, the partner's answer isn't the one that this partner's was opened for: it isn't opened again.
    case partnerChanged(prompt: PromptID?)
    /// Two histories revealed different pairs; the other one stands, and this one is in `history`.
    case pairReplaced(prompt: PromptID?)
    /// Something that a newer version of the program wrote has arrived. It's kept, and readable after an upgrade.
    case needsNewerVersion(prompt: PromptID?)
    /// What the partner sealed isn't an answer to its round.
    case notAnAnswer(prompt: PromptID?)
    /// The opening that a device of the partner's signed doesn't open its answer.
    case doesNotOpen(prompt: PromptID?)
    /// A device signed a key grant for this device that can't be opened.
    case keyDoesNotOpen(isMine: Bool)
    /// A device of the partner's signed a record under an id that belongs to something else.
    case inTheWay(prompt: PromptID?)
    /// The server refuses to take back items of this partner's that it had lost. They're kept here.
    case offersRefused([KeptThing])
    /// A device of the partner's holds a couple-owned record in a way that only it can change it.
    case heldByPartner
    /// The server refuses a write; it's kept here.
    case refused(code: ErrorCode, prompt: PromptID?)
}
