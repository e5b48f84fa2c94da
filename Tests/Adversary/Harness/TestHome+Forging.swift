import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import Vault
import Wire

/// What someone with a modified client can make with a home's keys.
extension TestHome {
    func key(_ purpose: KeyPurpose) throws -> SecretKey {
        guard let key = try keyRing.latest(purpose) else { throw VaultError.keyMissing }
        return key
    }

    func sealer(seed: UInt64 = 99) throws -> RecordEncryptor {
        let random = SeededRandom(seed: seed)
        return RecordEncryptor(keys: try deviceKeys, random: RandomSource { random.bytes($0) })
    }

    func roundID(_ prompt: PromptID, _ number: Int = 1) throws -> RoundID {
        RoundNaming(seed: try key(.coupleSeed)).round(RoundReference(prompt: prompt, number: number))
    }

    /// A version of this partner's answer with any text and any time.
    func forgedAnswer(
        _ prompt: PromptID, text: String, at time: Instant, counter: UInt32 = 0, escrow: Bool = true, seed: UInt64 = 99
    ) throws -> (record: Record, opening: Opening?) {
        let round = try roundID(prompt)
        let document = """
            {"answer":{"prompt":"\(prompt)","question":"?","number":1,"text":"\(text)","at":\(time.milliseconds),"isFinished":false}}
            """
        return try sealer(seed: seed).encryptAnswer(
            Bytes(document.utf8), as: answerHeader(round, at: time, counter: counter), round: round, personal: key(.personal),
            escrow: escrow ? key(.couple) : nil)
    }

    func answerHeader(_ round: RoundID, at time: Instant, counter: UInt32 = 0) throws -> RecordHeader {
        let membership = try membership
        return RecordHeader(
            couple: membership.couple, id: .answer(of: round, by: membership.partner), visibility: .sealed, owner: .author,
            author: membership.partner, stamp: Stamp(time: time, counter: counter, device: membership.device), round: round,
            bodyHash: BodyHash(ofBody: .empty))
    }

    /// The change as sent to the partner.
    func change(_ record: Record, _ opening: Opening? = nil, _ phase: SealPhase? = nil, withheld: Bool = false) -> Change {
        .record(
            RecordChange(
                header: record.header, signature: record.signature, body: withheld ? nil : record.body, ownKey: nil,
                opening: opening, phase: phase))
    }

    func entry(_ action: LogAction, previous: [EntryHash]? = nil) throws -> LogEntry {
        let membership = try membership
        return try LogEntry(
            previous: previous ?? log(of: membership.partner).tips, action: action, device: membership.device, time: clocks.wall,
            signedWith: deviceKeys.signing)
    }

    /// A client that sends a server whatever this home's keys permit.
    func wire(_ world: World) throws -> WireClient { try WireClient(self, world) }
}
