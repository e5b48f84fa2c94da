package import Catalogue

/// Something that the partner did, and that this partner should hear of before anything else.
package enum News: Hashable, Sendable {
    /// A question of the partner's own. It's news until it was answered or skipped.
    case asks(PromptID, question: String)
    /// The partner has answered a question again. It's news until this partner has, too.
    case answeredAgain(RoundReference, question: String)
    case pledged(String)
    case keptPledge(String)
    case paused(from: Day)
    case resumed(from: Day)
    case changed([ConfigKey], from: Day)
    case addedDeck(String, title: String)
    case removedDeck(String, title: String)

    /// The prompt that this partner is asked to answer, if it's that kind of news.
    package var question: PromptID? {
        switch self {
        case .asks(let prompt, _): prompt
        case .answeredAgain(let round, _): round.prompt
        case .pledged, .keptPledge, .paused, .resumed, .changed, .addedDeck, .removedDeck: nil
        }
    }
}
