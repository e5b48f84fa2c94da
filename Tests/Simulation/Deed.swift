/// What somebody does with keys who keeps to no rule of the protocol.
enum Deed: Hashable {
    // MARK: The joiner, who has changed their client
    /// Offers every entry that they know again, and some in the inviter's name that are signed by themselves.
    case offerLogs
    /// Adds the card of one of the inviter's machines to their own log.
    case takeCard(pick: Int)
    /// Writes what the two share, or an answer, with a stamp that is far ahead or impossible.
    case farStamp(pick: Int)
    /// Offers again what they wrote before.
    case oldVersions
    /// Puts a record of their own where an answer of the inviter's belongs.
    case squat(prompt: Int)
    /// Sends openings that fit nothing.
    case openings(prompt: Int)
    /// Offers another answer for a round that is revealed, as if from another history.
    case rivalPair(prompt: Int)
    /// Gives keys of epochs that nobody came to, and broken ones.
    case grants(pick: Int)
    /// Shows a cursor that the server never gave.
    case cursor

    // MARK: The inviter's last machine, after it was removed
    /// - Parameter byPartner: the joiner carries it to the server; else the machine tries by itself.
    case theft(Theft, byPartner: Bool)

    enum Theft: Hashable {
        /// A removal of itself that lets words stand which it signs now; and the words.
        case words(prompt: Int)
        /// Removals of every other device of its partner's.
        case removals
        /// Another machine, which then signs words.
        case machine(prompt: Int)
        case leave
        case pair
        /// Records alone: another name, an answer, a withdrawn one.
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
