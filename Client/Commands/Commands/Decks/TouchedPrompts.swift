import ClientCore

/// Prompts that a change of a deck took out of it, and that there are words of. They stay.
struct TouchedPrompts {
    private let prompts: [PromptSummary]

    /// - Parameters:
    ///   - before: as they were listed before the change.
    ///   - after: and after it.
    init(_ before: [PromptSummary], by after: [PromptSummary]) {
        let offered = Set(before.filter(\.isOffered).map(\.id))
        prompts = after.filter { !$0.isOffered && offered.contains($0.id) }
    }

    var json: JSON { JSON(prompts.map(\.id)) }

    /// What they are and where they are found; nil where there are none.
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
