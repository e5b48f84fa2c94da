import Models
import Vault

/// What was brought in from exports.
extension Workspace {
    /// Numbers that a round can have: far more than two people ask in their lives.
    static let roundNumbers = 1...1_000_000

    func archive() throws -> Archive {
        try remembered(\.archive) {
            Archive(
                try ownDocuments().compactMap { document in
                    if case .archive(let archive) = document { archive } else { nil }
                })
        }
    }

    /// By what it says, so that the same is the same on all machines and never changes.
    func archiveID(_ archive: ArchiveDocument) throws -> RecordID {
        try personalRecord("archive", String(decoding: encode(.archive(archive)), as: UTF8.self))
    }

    /// Keeps what was brought in, as few records as may be.
    ///
    /// - Parameter progress: how many of all were kept.
    func keep(_ parts: [ArchiveDocument.Prompt], _ pledges: [Export.Pledge], progress: (_ done: Int, _ total: Int) -> Void) throws {
        var (batch, size) = ([ArchiveDocument.Prompt](), 0)
        for (index, part) in parts.enumerated() {
            for (piece, length) in try pieces(of: part) {
                if size + length > Self.archiveSize, !batch.isEmpty {
                    try put(ArchiveDocument(prompts: batch, pledges: []))
                    (batch, size) = ([], 0)
                }
                batch.append(piece)
                size += length
            }
            progress(index + 1, parts.count)
        }
        if !batch.isEmpty { try put(ArchiveDocument(prompts: batch, pledges: [])) }
        for start in stride(from: 0, to: pledges.count, by: Self.pledgesTogether) {
            try put(ArchiveDocument(prompts: [], pledges: Array(pledges[start..<min(start + Self.pledgesTogether, pledges.count)])))
        }
    }

    private func put(_ archive: ArchiveDocument) throws {
        let id = try archiveID(archive)
        guard try current(id).document == nil else { return }
        guard try encode(.archive(archive)).count <= Self.pieceLimit else { throw ClientError.textTooLong(limit: Self.textLimit) }
        try enqueue(.put(class: .own, owner: .author, document: .archive(archive), edits: nil), for: id)
    }

    /// - Returns: the part itself where it fits into one record, else each of its words alone, with the octets that each takes.
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
        try encode(.archive(ArchiveDocument(prompts: [part], pledges: []))).count
    }

    /// Octets that one record is filled up to, and the most that it can hold, padded, where a server takes 256 KiB.
    private static let archiveSize = 100_000
    private static let pieceLimit = 240_000
    /// Each far below a kilobyte, or two where somebody tried.
    private static let pledgesTogether = 40
}
