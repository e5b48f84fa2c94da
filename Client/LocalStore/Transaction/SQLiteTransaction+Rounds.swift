import Catalogue
import ClientCore
import GRDB
import Models

extension SQLiteTransaction {
    func round(_ id: RoundID) throws -> RoundRow? {
        try fetchOne("round", "SELECT id, prompt, number, is_looked_at FROM round WHERE id = ?", [id.column], row)
    }

    func rounds(of prompt: PromptID) throws -> [RoundRow] {
        try fetch(
            "round", "SELECT id, prompt, number, is_looked_at FROM round WHERE prompt = ? ORDER BY number", [prompt.description],
            row)
    }

    func promptsWithRounds() throws -> [PromptID] {
        try fetch("round", "SELECT DISTINCT prompt FROM round ORDER BY prompt") { try $0.prompt(0) }
    }

    func allRounds() throws -> [RoundRow] {
        try fetch("round", "SELECT id, prompt, number, is_looked_at FROM round ORDER BY prompt, number", [], row)
    }

    func latestRounds(of prompt: PromptID?) throws -> [LatestRound] {
        var found: [LatestRound] = []
        _ = try fetch(
            "round",
            """
            SELECT r.id, r.prompt, r.number, r.is_looked_at, n.number IS NOT NULL, author, is_deleted, phase, is_tampered
            FROM round r LEFT JOIN round n ON n.prompt = r.prompt AND n.number = r.number + 1
            LEFT JOIN record INDEXED BY seal ON round = r.id
            WHERE \(prompt == nil ? "" : "r.prompt = ? AND") CASE
                WHEN n.number IS NOT NULL
                    AND (SELECT count(*) FROM record INDEXED BY seal WHERE round = r.id AND phase = 'revealed') >= 2 THEN FALSE
                ELSE EXISTS (SELECT 1 FROM round f WHERE f.prompt = r.prompt AND f.number = 1) END
            ORDER BY r.prompt, r.number
            """, prompt.map { [$0.description] } ?? []
        ) { row in
            let round = try self.row(row)
            if found.last?.row.id != round.id { found.append(LatestRound(row: round, isFollowed: try row.flag(4))) }
            if !row.isNull(5) { found[found.count - 1].seals.append(try seal(row, of: round.id, from: 5)) }
        }
        return found
    }

    func roundsNotLookedAt() throws -> [RoundRow] {
        try fetch(
            "round", "SELECT id, prompt, number, is_looked_at FROM round WHERE is_looked_at = 0 ORDER BY prompt, number", [], row)
    }

    func put(_ round: RoundRow) throws {
        try execute(
            """
            INSERT INTO round (id, prompt, number, is_looked_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                prompt = excluded.prompt, number = excluded.number, is_looked_at = excluded.is_looked_at
            """,
            [round.id.column, round.prompt.description, round.number, round.isLookedAt])
        try execute("DELETE FROM expected_round WHERE id = ?", [round.id.column])
    }

    func expectedRound(_ id: RoundID) throws -> RoundRow? {
        try fetchOne("expected_round", "SELECT id, prompt, number, 0 FROM expected_round WHERE id = ?", [id.column], row)
    }

    func expect(_ round: RoundRow) throws {
        try execute(
            "INSERT INTO expected_round (id, prompt, number) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [round.id.column, round.prompt.description, round.number])
    }

    private func row(_ row: StoredRow) throws -> RoundRow {
        RoundRow(
            id: try row.fixed(0), reference: RoundReference(prompt: try row.prompt(1), number: try row.count(2)),
            isLookedAt: try row.flag(3))
    }
}
