import ClientCore
import Presentation

/// The prompts that a change removed from a deck and that have drafts or answers, which are kept.
struct TouchedPrompts {
    private let prompts: [PromptSummary]

    /// - Parameters:
    ///   - before: the prompts as listed before the change.
    ///   - after: the prompts as listed after it.
    init(_ before: [PromptSummary], by after: [PromptSummary]) {
        let offered = Set(before.filter(\.isOffered).map(\.id))
        prompts = after.filter { !$0.isOffered && offered.contains($0.id) }
    }

    var json: JSON { JSON(prompts.map(\.id)) }

    /// Says what is kept and where to find it; `nil` if there is nothing.
    func sentence(partner: String?) -> String? {
        func ids(_ isMeant: (PromptSummary) -> Bool) -> [String] { prompts.filter(isMeant).map(\.id) }
        let sentences = [
            Wording.draftsStay(ids(\.hasDraft)),
            Wording.sealsStay(ids { $0.state == .sealedByMe || $0.state == .sealedByBoth }),
            Wording.partnerStillWaits(ids { $0.state == .sealedByPartner }, partner),
            Wording.openedStays(ids { $0.state == .revealed || $0.state == .tampered }),
        ].compactMap { $0 }
        return sentences.isEmpty ? nil : (sentences + [Wording.stillListed]).joined(separator: " ")
    }
}
