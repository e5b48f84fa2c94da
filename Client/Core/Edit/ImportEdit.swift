import Catalogue
import Models

/// Applies an import plan: stores what's new, readable by this partner only.
struct ImportEdit {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    func takeArrival(_ arrival: ImportPlan.Arrival, _ result: inout BroughtIn) throws {
        guard !arrival.isNothing else { return }
        result.prompts += 1
        result.rounds += arrival.rounds
        if let prompt = arrival.skips {
            result.skips += 1
            try edit.outbox.enqueue(
                .put(visibility: .own, owner: .author, document: .skip(SkipDocument(prompt: prompt, at: edit.now)), edits: nil),
                for: home.personalRecord("skip", "\(prompt)"))
        }
        for draft in arrival.drafts {
            result.drafts += 1
            try edit.outbox.enqueue(
                .put(visibility: .own, owner: .author, document: .draft(draft), edits: nil),
                for: home.draftID(draft.reference))
        }
    }

    func bringInDeck(_ document: DeckDocument, _ result: inout BroughtIn) throws {
        let deck = DeckDocument(document.deck, since: .notBegun(at: edit.now))
        guard home.questions.isAddable(deck), !deck.prompts.isEmpty,
            try !home.questions.addedDecks().contains(where: { $0.document.id == deck.id }),
            try Document.deck(deck).encoded().count <= Document.textLimit
        else { return }
        try edit.share(.deck(deck), owner: .couple)
        result.decks += 1
    }

    /// Stores imported content in as few records as possible.
    ///
    /// - Parameter progress: the number of items stored so far, and of all.
    func keepArchive(_ parts: [ArchiveDocument.Prompt], _ pledges: [Export.Pledge], progress: (_ done: Int, _ total: Int) -> Void)
        throws
    {
        var (batch, size) = ([ArchiveDocument.Prompt](), 0)
        for (index, part) in parts.enumerated() {
            for (piece, length) in try pieces(of: part) {
                if size + length > Self.archiveSize, !batch.isEmpty {
                    try putArchive(ArchiveDocument(prompts: batch, pledges: []))
                    (batch, size) = ([], 0)
                }
                batch.append(piece)
                size += length
            }
            progress(index + 1, parts.count)
        }
        if !batch.isEmpty { try putArchive(ArchiveDocument(prompts: batch, pledges: [])) }
        for start in stride(from: 0, to: pledges.count, by: Self.pledgesTogether) {
            try putArchive(
                ArchiveDocument(prompts: [], pledges: Array(pledges[start..<min(start + Self.pledgesTogether, pledges.count)])))
        }
    }

    private func putArchive(_ archive: ArchiveDocument) throws {
        let id = try home.archiveID(archive)
        guard try home.current(id).document == nil else { return }
        guard try Document.archive(archive).encoded().count <= Self.pieceLimit else {
            throw ClientError.textTooLong(limit: Document.textLimit)
        }
        try edit.outbox.enqueue(.put(visibility: .own, owner: .author, document: .archive(archive), edits: nil), for: id)
    }

    /// - Returns: the part itself if it fits into one record, otherwise each of its texts separately; with the size of each in
    ///   bytes.
    private func pieces(of part: ArchiveDocument.Prompt) throws -> [(piece: ArchiveDocument.Prompt, octets: Int)] {
        let whole = try octets(of: part)
        guard whole > Self.archiveSize else { return [(part, whole)] }
        func piece(_ question: String? = nil, _ rounds: [ArchiveDocument.Round] = [], _ history: [Export.Version] = [])
            -> ArchiveDocument.Prompt
        {
            ArchiveDocument.Prompt(id: part.id, question: question, rounds: rounds, history: history)
        }
        let rounds = part.rounds.flatMap { round in
            round.round.asked(part.question).parts.map { ArchiveDocument.Round(origin: round.origin, round: $0) }
        }
        let pieces =
            [piece(part.question)] + rounds.map { piece(nil, [$0]) } + part.history.map { piece(nil, [], [$0]) }
        return try pieces.map { ($0, try octets(of: $0)) }
    }

    private func octets(of part: ArchiveDocument.Prompt) throws -> Int {
        try Document.archive(ArchiveDocument(prompts: [part], pledges: [])).encoded().count
    }

    /// The size in bytes up to which a record is filled, and the most that one can hold, padded, on a server that takes 256 KiB.
    private static let archiveSize = 100_000

    private static let pieceLimit = 240_000

    /// Each is far below a kilobyte, or two if someone tried hard.
    private static let pledgesTogether = 40
}
