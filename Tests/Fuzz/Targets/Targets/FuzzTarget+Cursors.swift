import Models
import ServerCore
import Support
import Wire

extension FuzzTarget {
    /// Cursors and challenges returned to the server that made them.
    static let cursors = FuzzTarget("cursors", longest: 256) { input in
        let server = try Server()
        var decisions = FuzzInput(input)
        if input.count >= Cursor.byteCount, let cursor = Cursor(bytes: Bytes(input.prefix(Cursor.byteCount))) {
            try require(server.mine.open(cursor) == nil, "nobody else makes a cursor")
        }
        let position = Position(decisions.int64() & 0xFFFF_FFFF_FFFF)
        let feed = FeedCursor(
            position: position, horizon: Position(decisions.int64() & 0xFFFF_FFFF_FFFF),
            point: Point(validated: decisions.octets(12)), history: HistoryID(validated: decisions.octets(16)))
        let cursor = try server.mine.seal(feed, nonce: decisions.octets(12))
        try require(server.mine.open(cursor) == feed, "a cursor opens to what was put into it")
        try require(server.theirs.open(cursor) == nil, "a cursor is no use to the partner")
        try require(
            server.mine.open(Cursor(validated: changed(cursor.bytes, by: &decisions))) == nil, "a changed cursor does not open")
        try requireGoodChallenge(server, &decisions)
    }

    private static func requireGoodChallenge(_ server: Server, _ decisions: inout FuzzInput) throws {
        let device = DeviceID(validated: decisions.octets(32))
        let now = Instant(milliseconds: decisions.int64() >> 8)
        let challenge = server.challenges.make(for: device, now: now, nonce: decisions.octets(16))
        let later = now.advanced(by: .seconds(ChallengeMaker.goodForSeconds))
        try require(server.challenges.accepts(challenge, for: device, now: later), "a challenge is good for its minute")
        try require(
            !server.challenges.accepts(challenge, for: device, now: later.advanced(by: .milliseconds(1))), "and no longer")
        let changed = Challenge(validated: changed(challenge.bytes, by: &decisions))
        try require(!server.challenges.accepts(changed, for: device, now: now), "a changed challenge is none")
    }

    private static func changed(_ octets: Bytes, by decisions: inout FuzzInput) -> Bytes {
        var octets = octets
        octets[decisions.number(below: octets.count)] ^= max(1, decisions.octet())
        return octets
    }

    /// A server's keys.
    private struct Server {
        let mine: CursorSealer
        let theirs: CursorSealer
        let challenges: ChallengeMaker

        init() throws {
            let random = SeededRandom(seed: 5)
            let keys = try ServerKeys(in: MemoryStore(), random: { random.bytes($0) })
            let couple: CoupleID = random.value()
            mine = CursorSealer(keys, couple: couple, partner: random.value())
            theirs = CursorSealer(keys, couple: couple, partner: random.value())
            challenges = ChallengeMaker(keys)
        }
    }
}
