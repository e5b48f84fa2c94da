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

    func allRounds() throws -> [RoundRow] {
        try fetch("round", "SELECT id, prompt, number, is_looked_at FROM round ORDER BY prompt, number", [], row)
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
