import Catalogue
import Models

/// Rounds as this partner sees them.
struct RoundViews {
    let home: HomeSnapshot

    func summaries(of prompts: [Prompt]) throws -> [PromptSummary] {
        let (states, offered) = (try latestStates(), try home.questions.fullCatalogue())
        let drafts = Set(try home.drafts().map(\.prompt))
        let skipped = try home.skipped()
        let names = try prompts.contains { $0.id.deck == Deck.ours } ? home.questions.names() : .ids
        return prompts.map { prompt in
            let id = prompt.id
            return PromptSummary(
                id: id, question: prompt.question, deck: prompt.id.deck, depth: prompt.depth.rawValue,
                barriers: prompt.barriers.map(\.rawValue), gentleness: prompt.gentleness, state: states[id]?.state ?? .open,
                number: states[id]?.number ?? 1, hasDraft: drafts.contains(id), isSkipped: skipped.contains(id),
                isOffered: offered[prompt.id] != nil, name: names.given(id))
        }
    }

    typealias LatestStates = [PromptID: (number: Int, state: PromptState, round: RoundID)]

    /// The current round of each prompt that either partner has started.
    func latestStates() throws -> LatestStates { try home.remembered(\.latest, readLatestStates) }

    private func readLatestStates() throws -> LatestStates {
        var pending: [RecordID: Bool] = [:]
        for (id, intent) in try home.pendingIntents() {
            if case .seal = intent { pending[id] = true }
            if case .withdraw = intent { pending[id] = false }
        }
        var latest: LatestStates = [:]
        let closed = try home.closedRounds()
        for round in try home.reader.latestRounds(of: nil).current(closed: closed) {
            let (row, seals) = (round.row, round.seals)
            let mine = seals.first { $0.author == home.membership.partner }
            let theirs = seals.first {
                $0.author != home.membership.partner && ($0.phase == .revealed || home.membership.phase != .partnerLeft)
            }
            let state = PromptState(
                sealedByMe: mine?.isFrozen == true || pending[home.answerID(row.id)] ?? mine.map { !$0.isDeleted } ?? false,
                sealedByThem: theirs?.isSealed ?? false, phases: (mine?.phase, theirs?.phase),
                isTampered: mine?.isTampered ?? false || theirs?.isTampered ?? false, isClosed: closed.contains(row.id))
            latest[row.prompt] = (row.number, state, row.id)
        }
        return latest
    }

    /// Prompts whose current round has a draft that isn't finished, and that this partner hasn't sealed.
    func unfinishedDrafts(_ states: LatestStates) throws -> [PromptID] {
        let skipped = try home.skipped()
        let drafts = try home.drafts().filter { draft in
            let current = states[draft.prompt]
            return !draft.isFinished && !skipped.contains(draft.prompt) && !draft.text.isBlank
                && draft.number == current?.number ?? 1
                && [.open, .sealedByPartner].contains(current?.state ?? .open)
        }
        return Set(drafts.map(\.prompt)).sorted()
    }

    /// Prompts with any text this partner can read.
    func promptsWithWords() throws -> [PromptID] {
        let own = try home.drafts().map(\.prompt)
        return Set(try home.reader.promptsWithRounds() + own + home.archive().prompts.keys).sorted()
    }

    /// - Parameter number: `nil` for the latest round that is revealed.
    /// - Throws: `notRevealedYet`.
    func openRound(_ prompt: PromptID, _ number: Int?) throws -> RoundReference {
        let rows = try home.rounds(of: prompt).sorted { $0.number > $1.number }
        for row in rows where number == nil || row.number == number {
            if try home.state(of: row.id) == .revealed { return row.reference }
        }
        throw ClientError.notRevealedYet
    }

    func view(_ prompt: PromptID) throws -> PromptView {
        let (question, rounds) = try rounds(of: prompt)
        return try PromptView(
            prompt: prompt, question: question, gentleness: home.questions.gentleness(of: prompt), rounds: rounds,
            current: home.currentRound(prompt).number)
    }

    /// A prompt's question, and its rounds: archived ones first, and one to begin with if there is none.
    ///
    /// - Parameter name: stands in for a question that can't be found; `nil` makes that an error.
    func rounds(of prompt: PromptID, orCalled name: String? = nil) throws -> (question: String, rounds: [RoundView]) {
        let rows = try home.rounds(of: prompt).sorted { $0.number < $1.number }
        let question: String
        do {
            question = try home.questionAnswered(rows) ?? home.questions.question(of: prompt)
        } catch ClientError.unknownPrompt(prompt.description, nearest: _) where name != nil {
            question = name ?? prompt.description
        }
        var rounds = try rows.map { try view($0, under: question) }
        let archived =
            try home.archive().prompts[prompt]?.rounds.map { part in
                RoundView(part.round.under(question).archived(with: part.round.partner))
            } ?? []
        let isBegun = rows.first.map { $0.number == 1 } ?? false
        if !isBegun {
            let draft = try home.draft(RoundReference(prompt: prompt, number: 1)).map { Words($0, under: question) }
            if draft != nil || archived.isEmpty || !rounds.isEmpty {
                rounds.insert(RoundView(number: 1, state: .open, draft: draft, mine: nil, theirs: nil), at: 0)
            }
        }
        return (question, archived + rounds)
    }

    /// - Parameter question: the question shown above it.
    func view(_ row: RoundRow, under question: String) throws -> RoundView {
        let mine = try home.currentAnswer(of: row.id).map { Words($0, under: question) }
        var state = try home.state(of: row.id)
        let pair = try home.pair(of: row.id)
        let mineUnread =
            try mine == nil && home.outbox(for: home.answerID(row.id)).isEmpty ? whyUnread(pair.mine, in: row) : nil
        var theirs: Words?
        var theirsUnread: UnreadAnswer?
        if state == .revealed, let held = pair.theirs {
            do {
                let answer = try home.bodies.answer(held, in: row)
                theirs = answer.words.map { Words($0, under: question) }
                theirsUnread = answer.unread
                // The answer, or its key, is still on its way.
                if theirs == nil, [nil, .keyMissing].contains(theirsUnread) { state = .sealedByBoth }
            } catch { state = .tampered }
        }
        if state == .tampered, let held = pair.theirs, home.bodies.doesNotOpen(held) { theirsUnread = .doesNotOpen }
        let draft = try home.draft(row.reference).map { Words($0, under: question) }
        // Reflections are shown only once the round is revealed.
        let said = state == .revealed ? try home.said(of: row.reference) : Said()
        return RoundView(
            number: row.number, state: state, draft: draft, mine: mine, theirs: theirs, reflections: said.reflections,
            myReaction: said.myReaction?.symbol, theirReaction: said.theirReaction?.symbol, mineUnread: mineUnread,
            theirsUnread: theirsUnread)
    }

    private func whyUnread(_ held: HeldRecord?, in row: RoundRow) -> UnreadAnswer? {
        held.flatMap { try? home.bodies.answer($0, in: row) }?.unread
    }

    /// All of this partner's versions of a prompt's answers: imported ones first, then oldest first, with the current ones last.
    func history(_ prompt: PromptID) throws -> [HistoryVersion] {
        var kept: [(sequence: Int64, round: Int, words: AnswerDocument, reason: HistoryReason, isDraft: Bool)] = []
        var standing: [(round: Int, words: AnswerDocument, isDraft: Bool)] = []
        let rows = try home.rounds(of: prompt)
        for number in Set(rows.map(\.number) + [1]).sorted() {
            let ids =
                [(try home.draftID(RoundReference(prompt: prompt, number: number)), true)]
                + rows.filter { $0.number == number }.map { (home.answerID($0.id), false) }
            for (id, isDraft) in ids {
                for row in try home.reader.history(of: id) {
                    guard let words = try home.version(of: row)?.answer else { continue }
                    kept.append((row.sequence, number, words, row.reason, isDraft))
                }
                for (words, reason) in try overtaken(id) { kept.append((.max, number, words, reason, isDraft)) }
                if let words = try home.current(id).document?.answer { standing.append((number, words, isDraft)) }
            }
        }
        // Stable; versions without a history row are the latest.
        let ordered = kept.enumerated().sorted { ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset) }.map(
            \.element)
        func version(_ index: Int, _ round: Int, _ words: AnswerDocument, _ reason: HistoryReason?, _ isDraft: Bool)
            -> HistoryVersion
        {
            HistoryVersion(
                number: index + 1, round: round, words: Words(text: words.text, at: words.at), question: words.question,
                reason: reason,
                isDraft: isDraft)
        }
        let archived = try home.archive().prompts[prompt]?.history ?? []
        return archived.enumerated().map { index, version in
            HistoryVersion(
                number: index + 1, round: version.round, words: Words(text: version.text, at: version.at), reason: version.reason,
                isDraft: false, isArchived: true)
        } + ordered.enumerated().map { version(archived.count + $0, $1.round, $1.words, $1.reason, $1.isDraft) }
            + standing.enumerated().map { version(archived.count + ordered.count + $0, $1.round, $1.words, nil, $1.isDraft) }
    }

    /// Versions that have been replaced here and enter the history only with the next exchange.
    private func overtaken(_ id: RecordID) throws -> [(words: AnswerDocument, reason: HistoryReason)] {
        let sent = try home.reader.outbox(for: id).map { try home.intent(of: $0)?.document }
        guard !sent.isEmpty else { return [] }
        let record = try home.reader.record(id)
        let held = record.flatMap { $0.header.author == home.membership.partner ? try? home.bodies.document(of: $0) : nil }
        let isFrozen = record?.isFrozen ?? false
        let standing = try home.current(id).document?.answer?.text
        return try (isFrozen ? sent : [held] + sent.dropLast()).compactMap { $0 }.filter { try !home.isSealedAsWell($0) }
            .compactMap(\.answer).filter { $0.text != standing }.map { ($0, isFrozen ? .locked : .edited) }
    }
}

extension PromptState {
    /// - Parameter phases: of this partner's version and the other's.
    init(sealedByMe: Bool, sealedByThem: Bool, phases: (SealPhase?, SealPhase?), isTampered: Bool, isClosed: Bool) {
        if isClosed, phases != (.revealed, .revealed) {
            self = .closed
        } else if isTampered {
            self = .tampered
        } else if phases == (.revealed, .revealed) {
            self = .revealed
        } else {
            switch (sealedByMe, sealedByThem) {
            case (true, true): self = .sealedByBoth
            case (true, false): self = .sealedByMe
            case (false, true): self = .sealedByPartner
            case (false, false): self = .open
            }
        }
    }
}
