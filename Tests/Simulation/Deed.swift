/// An action by a holder of keys who ignores the protocol's rules.
enum Deed: Hashable {
    // MARK: The joiner with a modified client
    /// Offers every known entry again, and some in the inviter's name that the joiner signed.
    case offerLogs
    /// Adds the card of one of the inviter's devices to the joiner's own log.
    case takeCard(pick: Int)
    /// Writes shared data or an answer with a stamp that is far ahead or impossible.
    case farStamp(pick: Int)
    /// Offers earlier versions of their own again.
    case oldVersions
    /// Puts one of their records where an answer of the inviter's belongs.
    case squat(prompt: Int)
    /// Sends openings that don't fit anything.
    case openings(prompt: Int)
    /// Offers a different answer for a revealed round, as if from another history.
    case rivalPair(prompt: Int)
    /// Grants keys for epochs that were never reached, and broken ones.
    case grants(pick: Int)
    /// Presents a cursor that the server never issued.
    case cursor

    // MARK: The inviter's last device, after its removal
    /// - Parameter byPartner: the joiner delivers it to the server; otherwise the device tries on its own.
    case theft(Theft, byPartner: Bool)

    enum Theft: Hashable {
        /// A removal of itself that lets answers stand which it signs only now; and those answers.
        case words(prompt: Int)
        /// Removals of all its partner's other devices.
        case removals
        /// Another device, which then signs answers.
        case machine(prompt: Int)
        case leave
        case pair
        /// Records only: another name, an answer, a withdrawn one.
        case records(prompt: Int)
    }
}

extension Deed: CustomStringConvertible {
    var description: String {
        switch self {
        case .offerLogs: "B offers all entries again, and forged ones"
        case .takeCard(let pick): "B adds the card of A's machine \(pick) to their own log"
        case .farStamp(let pick): "B writes with far stamp \(pick)"
        case .oldVersions: "B offers what they wrote before"
        case .squat(let prompt): "B puts a record where A's answer to prompt \(prompt) belongs"
        case .openings(let prompt): "B sends openings of prompt \(prompt) that fit nothing"
        case .rivalPair(let prompt): "B offers another pair for prompt \(prompt)"
        case .grants(let pick): "B gives strange keys, kind \(pick)"
        case .cursor: "B shows a cursor that the server never gave"
        case .theft(let theft, let byPartner): "A's removed machine signs \(theft), \(byPartner ? "carried by B" : "by itself")"
        }
    }
}
