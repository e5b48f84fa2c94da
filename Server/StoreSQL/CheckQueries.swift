package import ServerCore

/// Queries that return one row for each violated invariant, in SQL that every database with the schema's tables takes.
package enum CheckQueries {
    package static let all: [(CheckFinding.Kind, String)] = [
        (.feedHead, feedHead), (.feedSubject, recordElsewhere), (.feedSubject, subjectElsewhere), (.frozenRound, frozenRound),
        (.revealedRound, "SELECT 1 FROM records WHERE phase = 2 AND opening_signature IS NULL"), (.log, log),
    ]

    private static let feedHead = """
        SELECT 1 FROM (
            SELECT id AS couple, 0 AS side, inviter_head AS head, inviter_point AS point FROM couples
            UNION ALL SELECT id, 1, joiner_head, joiner_point FROM couples
        ) AS heads
        WHERE head < (SELECT coalesce(max(position), 0) FROM feed WHERE feed.couple = heads.couple AND feed.side = heads.side)
            OR head < (SELECT coalesce(max(first), 0) FROM points WHERE points.couple = heads.couple AND points.side = heads.side)
            OR (head > 0) <> (EXISTS (SELECT 1 FROM points WHERE points.couple = heads.couple AND points.side = heads.side AND first = 1))
            OR head > 0 AND point <> (
                SELECT point FROM points WHERE points.couple = heads.couple AND points.side = heads.side ORDER BY first DESC LIMIT 1)
        """

    private static let recordElsewhere = """
        SELECT 1 FROM (
            SELECT couple, 0 AS side, inviter_position AS position, 3 + scope AS kind, id FROM records
            UNION ALL SELECT couple, 1, joiner_position, 3 + scope, id FROM records
            UNION ALL SELECT couple, 0, inviter_position, 1, digest FROM grants
            UNION ALL SELECT couple, 1, joiner_position, 1, digest FROM grants
        ) AS placed
        WHERE position IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM feed WHERE feed.couple = placed.couple AND feed.side = placed.side AND feed.position = placed.position
                AND feed.kind = placed.kind AND feed.subject = placed.id)
        """

    private static let subjectElsewhere = """
        SELECT 1 FROM feed WHERE
            (kind >= 3 AND NOT EXISTS (
                SELECT 1 FROM records WHERE records.couple = feed.couple AND records.scope = feed.kind - 3 AND records.id = feed.subject
                    AND feed.position = CASE feed.side WHEN 0 THEN records.inviter_position ELSE records.joiner_position END))
            OR (kind = 0 AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.couple = feed.couple AND entries.hash = feed.subject))
            OR (kind = 1 AND NOT EXISTS (SELECT 1 FROM grants WHERE grants.couple = feed.couple AND grants.digest = feed.subject))
        """

    /// If a partner has left, their side of an unrevealed round has been deleted.
    private static let frozenRound = """
        SELECT 1 FROM records JOIN couples ON couples.id = records.couple
        WHERE phase >= 1 AND NOT inviter_left AND NOT joiner_left
        GROUP BY records.couple, round HAVING count(*) <> 2 OR min(phase) <> max(phase)
        """

    private static let log = """
        SELECT 1 FROM couples WHERE
            NOT EXISTS (SELECT 1 FROM entries WHERE entries.couple = couples.id AND side = 0 AND number = 1 AND hash = inviter)
            OR (joiner IS NOT NULL) <> (EXISTS (
                SELECT 1 FROM entries WHERE entries.couple = couples.id AND side = 1 AND number = 1 AND hash = joiner))
        """
}
