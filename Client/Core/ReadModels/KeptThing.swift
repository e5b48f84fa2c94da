package import Catalogue

/// An item of this partner's, described without any of its text.
package struct KeptThing: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case answer, draft, skip, name, prompt, device, schedule, focus, deck, pledge, keptPledge, reflection, reaction, archive
        /// It was deleted, or can't be read here.
        case other
    }

    package let kind: Kind
    /// The prompt it concerns.
    package let prompt: PromptID?

    package init(_ kind: Kind, prompt: PromptID? = nil) { (self.kind, self.prompt) = (kind, prompt) }

    init(_ document: Document?) {
        switch document {
        case .answer(let answer)?: self.init(.answer, prompt: answer.prompt)
        case .draft(let draft)?: self.init(.draft, prompt: draft.prompt)
        case .skip(let skip)?: self.init(.skip, prompt: skip.prompt)
        case .reflection(let reflection)?: self.init(.reflection, prompt: reflection.prompt)
        case .reaction(let reaction)?: self.init(.reaction, prompt: reaction.prompt)
        case .prompt(let prompt)?: self.init(.prompt, prompt: prompt.id)
        case .name?: self.init(.name)
        case .device?: self.init(.device)
        case .schedule?: self.init(.schedule)
        case .focus?: self.init(.focus)
        case .deck?: self.init(.deck)
        case .pledge?: self.init(.pledge)
        case .keptPledge?: self.init(.keptPledge)
        case .archive?: self.init(.archive)
        case nil: self.init(.other)
        }
    }
}
