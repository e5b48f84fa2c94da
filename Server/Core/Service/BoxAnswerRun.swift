import Models
import Wire

/// The joiner's side of pairing, run against a store. If several joiners answer at once, the first in the writer's order wins.
struct BoxAnswerRun: Sendable {
    let request: BoxAnswerRequest
    /// Already checked for validity.
    let log: DeviceLog
    let settings: SyncSettings

    /// Checks what can be checked without the store: the grants are the joiner's own, signed by a live machine of theirs.
    ///
    /// - Throws: `foreign_author`, `device_not_alive`, `bad_signature`, `entry_too_large`.
    func checkSignatures() throws(Problem) {
        for grant in request.grants {
            guard grant.author == log.partner else { throw .of(.foreignAuthor) }
            guard let card = log.state.cards[grant.device], log.state.liveMachines.contains(card.id) else {
                throw .of(.deviceNotAlive)
            }
            guard grant.isValid(signedBy: card) else { throw .of(.badSignature) }
            guard let size = WireSize.of(grant), size <= min(settings.limits.entryBytes, Room.grantBytes) else {
                throw .of(.entryTooLarge)
            }
        }
    }

    func write(in writer: some StoreWriter) throws -> Committed<BoxAnswerResponse> {
        let (box, couple) = try request.invitation(in: writer, now: settings.now)
        let devices = try writer.devices(of: couple.id)
        let shared = devices.contains { $0.side == .inviter && log.state.cards[$0.id] != nil }
        guard log.partner != couple.sides.inviter.partner, !shared else { throw Problem.of(.ownInvitation) }
        if let answer = box.answer {
            guard answer.partner == log.partner else { throw Problem.of(.boxUsed) }
            return Committed(BoxAnswerResponse(couple: couple.id, time: settings.now), touched: .nobody)
        }
        guard !couple.isPaired else { throw Problem.of(.coupleFull) }
        guard let inviter = couple.sides.inviter.partner, log.state.pairedWith == inviter, log.linksEnd
        else { throw Problem.of(.badEntry) }
        guard request.grants.allSatisfy({ $0.couple == couple.id }) else { throw Problem.of(.foreignCouple) }
        let touched = try join(couple, devices, box, in: writer)
        return Committed(BoxAnswerResponse(couple: couple.id, time: settings.now), touched: touched)
    }

    private func join(_ couple: CoupleRow, _ devices: [DeviceRow], _ box: BoxRow, in writer: some StoreWriter) throws
        -> Touched
    {
        var ledger = Ledger(
            couple: couple, devices: devices, boxes: [box], point: Point(validated: settings.random(Point.byteCount)))
        ledger.couple.sides.joiner.partner = log.partner
        ledger.adopt(log, on: .joiner)
        for grant in request.grants where ledger.grants[grant.digest] == nil {
            ledger.add(grant, digest: grant.digest, by: .joiner)
        }
        ledger.boxes[box.locator]?.answer = BoxRow.Answer(partner: log.partner, proof: request.proof)
        ledger.effects.boxes.insert(box.locator)
        _ = ledger.place(.joined(box.locator), on: box.side)
        return try EffectsWriter(writer: writer).apply(ledger)
    }
}

extension BoxAnswerRequest {
    /// The invitation that this answers, and its couple.
    ///
    /// - Throws: `box_unknown`, `box_expired`.
    func invitation(in reader: some StoreReader, now: Instant) throws -> (BoxRow, CoupleRow) {
        let box = try BoxRow.open(locator, in: reader, now: now)
        // A caller who has seen only a code's locator gets the same error as one who guesses.
        guard box.permit == nil || permit?.hash == box.permit else { throw Problem.of(.boxUnknown) }
        guard box.kind == .invitation, let couple = try reader.couple(box.couple) else { throw Problem.of(.boxUnknown) }
        return (box, couple)
    }
}
