import Catalogue
import Models

/// Taking everything along, and bringing it in again.
extension Client {
    /// Everything that this partner may read.
    package func export() throws -> Export {
        try look { work in
            let skipped = Set(
                try work.ownDocuments().compactMap { document in
                    if case .skip(let skip) = document { skip.prompt } else { String?.none }
                })
            let own = Set(try work.ownPrompts().map(\.id))
            let archived = try work.archivedPrompts()
            let prompts = try Set(work.promptsWithWords()).union(skipped).union(own).sorted().map { id in
                // Of one the question is lost; that is no reason to leave the words of any out.
                let view = try work.view(id, orCalled: id)
                let history = try work.history(id).compactMap { version in
                    version.reason.map {
                        Export.Version(round: version.round, reason: $0, text: version.words.text, at: version.words.at)
                    }
                }
                return Export.Prompt(
                    id: id, question: view.question, isSkipped: skipped.contains(id), rounds: view.rounds.map(Export.Round.init),
                    history: (archived[id]?.history ?? []) + history)
            }
            return Export(
                exported: work.now, name: work.membership.name, partner: try work.partnerName(), prompts: prompts,
                pledges: try work.pledges().map(\.view).map(Export.Pledge.init),
                decks: try work.addedDecks().map(\.document).filter { !$0.isRemoved })
        }
    }

    /// Brings in what an export holds, for this partner alone: drafts and skips as such, decks for both, everything else to read. The same
    /// once more changes nothing, and a later export of the same adds what is new in it.
    package func bringIn(_ export: Export) throws -> BroughtIn {
        try change { work in
            try work.checkInLife()
            var result = BroughtIn()
            for prompt in export.prompts { try work.bringIn(prompt, &result) }
            for pledge in export.pledges { try work.bringIn(pledge, &result) }
            for deck in export.decks { try work.bringIn(deck, &result) }
            return result
        }
    }
}

extension Export.Pledge {
    fileprivate init(_ view: PledgeView) {
        self.init(
            isMine: view.isMine, text: view.text, from: view.from, through: view.through, keptOn: view.keptOn, at: view.at)
    }
}

extension Workspace {
    fileprivate func bringIn(_ prompt: Export.Prompt, _ result: inout BroughtIn) throws {
        guard PromptID(prompt.id) != nil else { throw ClientError.exportFlawed }
        if prompt.isSkipped, try current(personalRecord("skip", prompt.id)).document == nil {
            let document = Document.skip(SkipDocument(prompt: prompt.id, at: now))
            try enqueue(
                .put(class: .own, owner: .author, document: document, edits: nil), for: personalRecord("skip", prompt.id))
        }
        var numbers = Set(prompt.history.map(\.round))
        for round in prompt.rounds {
            numbers.remove(round.number)
            let history = prompt.history.filter { $0.round == round.number }
            if try takesDraft(of: round, prompt, hasHistory: !history.isEmpty) { continue }
            guard round.mine != nil || round.theirs != nil || round.draft != nil || !history.isEmpty else { continue }
            try keepArchived(round, of: prompt, history)
            result.rounds += 1
        }
        for number in numbers.sorted() {
            let round = Export.Round(
                number: number, state: .open, draft: nil, mine: nil, theirs: nil, reflections: [], mySign: nil, theirSign: nil,
                isArchived: true)
            try keepArchived(round, of: prompt, prompt.history.filter { $0.round == number })
        }
        result.prompts += 1
    }

    /// A draft is a draft again where nothing stands in its place.
    ///
    /// - Returns: whether that is all there was.
    private func takesDraft(of round: Export.Round, _ prompt: Export.Prompt, hasHistory: Bool) throws -> Bool {
        guard let words = round.draft, !round.isArchived, round.mine == nil, round.theirs == nil, !hasHistory,
            try round.number == currentNumber(prompt.id)
        else { return false }
        if let standing = try draft(prompt.id, round.number) { return standing.text == words.text }
        guard try roundRow(ifThere: prompt.id, round.number).map({ try state(of: $0.id) == .open }) ?? true else { return false }
        let document = AnswerDocument(
            prompt: prompt.id, question: words.asked ?? prompt.question, number: round.number, text: words.text, at: words.at)
        try enqueue(
            .put(class: .own, owner: .author, document: .draft(document), edits: nil), for: draftID(prompt.id, round.number))
        return true
    }

    /// Rounds of one number with one time of one's own words are the same: the later export adds to the earlier.
    private func keepArchived(_ round: Export.Round, of prompt: Export.Prompt, _ history: [Export.Version]) throws {
        let group = "\(prompt.id)#\(round.number)#\(round.mine?.at.milliseconds ?? 0)"
        func part(_ name: String, _ round: Export.Round, _ history: [Export.Version]) -> ArchiveDocument {
            ArchiveDocument(
                group: group, part: name,
                prompt: Export.Prompt(id: prompt.id, question: prompt.question, isSkipped: false, rounds: [round], history: history)
            )
        }
        let whole = part("0", round.archived(), history)
        guard try encode(.archive(whole)).count > Self.textLimit else { return try put(whole) }
        try put(part("0", round.archived(\.mine), []))
        try put(part("1", round.archived(\.theirs), []))
        try put(part("2", round.archived(\.draft), []))
        for (index, remark) in round.reflections.enumerated() {
            try put(part("3-\(index)", round.archived(nil, [remark]), []))
        }
        for (index, version) in history.enumerated() { try put(part("4-\(index)", round.archived(nil), [version])) }
    }

    private func put(_ archive: ArchiveDocument) throws {
        let id = try archiveID(archive)
        let before = try current(id)
        var archive = archive
        if case .archive(let standing)? = before.document {
            archive = standing.joined(with: archive)
            guard archive != standing else { return }
        }
        guard try encode(.archive(archive)).count <= Self.textLimit else { throw ClientError.textTooLong(limit: Self.textLimit) }
        try enqueue(.put(class: .own, owner: .author, document: .archive(archive), edits: before.stamp), for: id)
    }

    fileprivate func bringIn(_ pledge: Export.Pledge, _ result: inout BroughtIn) throws {
        guard try !pledges().contains(where: { Export.Pledge($0.view).isSame(as: pledge) }) else { return }
        try put(ArchiveDocument(group: "pledge", part: "\(pledge.at.milliseconds)#\(pledge.isMine)", pledge: pledge))
        result.pledges += 1
    }

    fileprivate func bringIn(_ document: DeckDocument, _ result: inout BroughtIn) throws {
        guard PromptID.isPart(document.id), catalogue.deck(document.id) == nil, !Self.reservedDecks.contains(document.id),
            try !addedDecks().contains(where: { $0.document.id == document.id })
        else { return }
        try share(.deck(DeckDocument(document.deck, since: .notBegun(at: now))), owner: .couple)
        result.decks += 1
    }
}

extension Export.Pledge {
    fileprivate func isSame(as other: Export.Pledge) -> Bool { text == other.text && at == other.at && isMine == other.isMine }
}

extension Export.Round {
    /// As it is kept: marked, and with all that it holds.
    fileprivate func archived() -> Export.Round {
        Export.Round(
            number: number, state: state, draft: draft, mine: mine, theirs: theirs, reflections: reflections, mySign: mySign,
            theirSign: theirSign, isArchived: true)
    }

    /// Of it, one voice or some reflections.
    fileprivate func archived(_ voice: KeyPath<Export.Round, Export.Voice?>?, _ reflections: [Export.Reflection] = [])
        -> Export.Round
    {
        Export.Round(
            number: number, state: state, draft: voice == \.draft ? draft : nil, mine: voice == \.mine ? mine : nil,
            theirs: voice == \.theirs ? theirs : nil, reflections: reflections, mySign: mySign, theirSign: theirSign,
            isArchived: true)
    }
}

extension ArchiveDocument {
    /// A later export of the same: what it has stands, and nothing goes that it lacks.
    fileprivate func joined(with later: ArchiveDocument) -> ArchiveDocument {
        guard let before = prompt, let after = later.prompt, let old = before.rounds.first, let new = after.rounds.first else {
            return later
        }
        let round = new.joined(with: old)
        return ArchiveDocument(
            group: group, part: part,
            prompt: Export.Prompt(
                id: after.id, question: after.question, isSkipped: false, rounds: [round],
                history: before.history + after.history.filter { !before.history.contains($0) }))
    }
}
