import Catalogue
import Models
import Vault
import Wire

/// Decides what happens to one version of a record that a server sent: a pure function of that version and of what this home holds.
///
/// `IncomingPage` loads the inputs, and carries out the steps in order.
struct RecordDecision {
    /// What this home knew before the version arrived.
    struct Known {
        let identity: Identity
        let cipher: StoreCipher
        /// Whatever is stored under the record's id.
        let held: HeldRecord?
        /// In handshake mode: the commitment that this partner's own opening for the round names.
        let named: Commitment?
        /// The record's round, if it has started here.
        let round: RoundRow?
        /// The record's round, if no one has started it and its name is known.
        let expected: RoundRow?
        /// Later stamps aren't believed.
        let latestTime: Instant?
        let signatures: VerifiedSignatures
    }

    enum Step: Equatable {
        /// Not genuine, or from too far in the future; or signed by a device that was removed.
        case passOver(isByRemoved: Bool)
        /// A removed device sealed the answer that was frozen: nothing more can be sealed in its round here.
        case closeRound(RoundRow, isMine: Bool)
        /// Sends the version that is held here once more, because one that doesn't count has taken its place on the server.
        case restate(RecordID)
        /// Genuine, whether or not it changes anything.
        case believe
        /// Stores this version, with this content.
        case put(HeldRecord, Document?)
        /// Forgets the name stated by a record that another replaces.
        case forgetName(HeldRecord)
        /// A newer version replaces this partner's own text.
        case keepReplaced(HeldRecord, by: Document?, isDeleted: Bool)
        /// This partner's own text came after their answer was frozen.
        case keepLocked(Document)
        /// The server froze a version that this partner had replaced or withdrawn.
        case holdBack(RoundID)
        /// Half of a pair that another history revealed.
        case stage(HeldRecord)
        case unstage
        /// The partner said something about a round.
        case noteUnread(RoundReference)
        case noteNews
        case noteNewer
        case notify(Notice)
    }

    let change: RecordChange
    let known: Known

    private var header: RecordHeader { change.header }
    private var membership: Membership { known.identity.membership }
    private var bodies: DocumentReader { DocumentReader(identity: known.identity, cipher: known.cipher) }
    private var prompt: PromptID? { known.round?.prompt }
    private var isMine: Bool { header.author == membership.partner }

    func steps() -> [Step] {
        guard isSigned else { return [.passOver(isByRemoved: false)] }
        guard stands else { return signedByRemoved }
        if let change = withoutVoidOpening { return RecordDecision(change: change, known: known).steps() }
        guard isGenuine, isTimely else { return [.passOver(isByRemoved: false)] }
        let ownKey = believableOwnKey
        let incoming = HeldRecord(
            header: header, signature: change.signature, body: header.isDeleted ? .empty : change.body, ownKey: ownKey,
            opening: change.opening, phase: header.visibility == .sealed && !header.isDeleted ? change.phase ?? .sealed : nil)
        let isKeyFalse = isMine && ownKey != change.ownKey
        return [.believe] + (isKeyFalse ? [.notify(.notBelieved(what: "key", prompt: prompt))] : []) + merged(incoming)
    }

    // MARK: What is believed

    /// The shape and signature are right, and the signer is a device of the author's, live or removed.
    private var isSigned: Bool {
        guard header.couple == membership.couple, let card = known.identity.log(of: header.author)?.state.cards[header.device]
        else { return false }
        return (try? header.checkShape()) != nil && known.signatures.isValid(change, signer: card.signing)
    }

    /// The signer is live, or its removal lets this version stand. What was frozen here stays, whoever is removed later.
    private var stands: Bool {
        known.identity.counts(header) || isHeldForGood && known.held?.header.digest == header.digest
    }

    private var isHeldForGood: Bool { known.held?.isFrozen == true }

    private var signedByRemoved: [Step] {
        var steps: [Step] = [.passOver(isByRemoved: true)]
        let isFrozen = change.phase == .frozen || change.phase == .revealed
        if isFrozen, !isHeldForGood, let row = known.round ?? known.expected { steps.append(.closeRound(row, isMine: isMine)) }
        if let held = known.held, !isFrozen, held.header.author == membership.partner, known.identity.counts(held.header) {
            steps.append(.restate(header.id))
        }
        return steps
    }

    /// The hash and the opening are right, and the record is one that its author may send here.
    private var isGenuine: Bool {
        guard header.visibility != .own || isMine else { return false }
        if let body = change.body, !header.isDeleted, BodyHash(ofBody: body) != header.bodyHash { return false }
        guard let opening = change.opening else { return true }
        guard let state = known.identity.log(of: header.author)?.state, let card = state.cards[opening.device] else { return false }
        return opening.fits(header) && opening.isValid(signedBy: card)
            && (state.accepts(opening.digest, by: opening.device) || known.held?.opening == opening)
    }

    /// The same without its opening, if that was signed by a device that was removed, and the removal doesn't let it stand. The other
    /// devices of its author can make another.
    private var withoutVoidOpening: RecordChange? {
        guard let opening = change.opening, opening != known.held?.opening, opening.fits(header),
            let state = known.identity.log(of: header.author)?.state, let card = state.cards[opening.device],
            !state.accepts(opening.digest, by: opening.device), opening.isValid(signedBy: card)
        else { return nil }
        return RecordChange(
            header: header, signature: change.signature, body: change.body, ownKey: change.ownKey, opening: nil,
            phase: change.phase.map { min($0, .frozen) })
    }

    /// No honest clock produces a stamp far in the future: it would block everything written on a server that hasn't seen it. A
    /// frozen version blocks nothing, and the version held here is already known.
    private var isTimely: Bool {
        guard let latestTime = known.latestTime, header.stamp.time > latestTime, change.phase == nil || change.phase == .sealed
        else {
            return true
        }
        return known.held?.header.digest == header.digest
    }

    /// The wrapped key of an own answer isn't covered by its signature. One that doesn't open must not displace the right one.
    private var believableOwnKey: WrappedContentKey? {
        guard let ownKey = change.ownKey, isMine else { return nil }
        let record = Record(header: header, signature: change.signature, body: .empty, ownKey: ownKey)
        do throws(VaultError) {
            _ = try known.identity.opener.contentKey(ofOwn: record)
        } catch .keyMissing {
            return ownKey
        } catch {
            return nil
        }
        return ownKey
    }

    // MARK: What wins

    private func merged(_ incoming: HeldRecord) -> [Step] {
        // A version that was accepted before stamps had a maximum gives way to any other, and so does one that no longer counts.
        guard var held = known.held, held.header.couple == header.couple, held.header.stamp.time.isPossible else {
            return accepted(incoming)
        }
        guard held.isFrozen || known.identity.counts(held.header) || held.header.digest == header.digest else {
            return [.keepReplaced(held, by: try? bodies.document(of: incoming), isDeleted: header.isDeleted)] + accepted(incoming)
        }
        guard header.canFollow(held.header) else { return replacing(held, by: incoming) }
        if held.header.version == header.version {
            held.merge(incoming)
            return (header.visibility == .sealed ? [.unstage] : []) + accepted(held)
        }
        guard held.phase == nil || held.phase == .sealed else { return againstFrozen(held, incoming) }
        if incoming.isFrozen { return replacedByFrozen(held, incoming) + accepted(incoming) }
        if header.version > held.header.version {
            return [.keepReplaced(held, by: try? bodies.document(of: incoming), isDeleted: header.isDeleted)] + accepted(incoming)
        }
        // A server that shows an older version than this device has seen isn't believed, and is offered the newer one.
        let isOlder = held.header.visibility != .sealed || held.header.isDeleted || held.phase != nil
        return isOlder ? [] : accepted(incoming)
    }

    /// The ids of answers are derived from round and author, those of `own` records from one of the author's keys: anything else
    /// stored under them was put there to get in the way.
    private func replacing(_ held: HeldRecord, by incoming: HeldRecord) -> [Step] {
        let notice = Step.notify(isMine ? .notBelieved(what: "record", prompt: prompt) : .inTheWay(prompt: prompt))
        guard header.visibility.precedence > held.header.visibility.precedence else { return [notice] }
        return [.forgetName(held)] + accepted(incoming) + [notice]
    }

    /// Once frozen, a version is the only one ever believed, unless two histories revealed different pairs.
    private func againstFrozen(_ held: HeldRecord, _ incoming: HeldRecord) -> [Step] {
        switch (held.phase, incoming.phase) {
        case (.revealed, .revealed): return [.stage(incoming)]
        case (.frozen, .frozen), (.frozen, .revealed):
            guard !held.isTampered else { return [] }
            var held = held
            held.isTampered = true
            return [.put(held, nil), .notify(.notBelieved(what: "answer", prompt: prompt))]
        default: return []
        }
    }

    /// The version that was frozen isn't the one this partner wanted.
    private func replacedByFrozen(_ held: HeldRecord, _ incoming: HeldRecord) -> [Step] {
        guard held.header.author == membership.partner else { return [] }
        var steps: [Step] = []
        let words = try? bodies.document(of: held)
        if let words, words.answer?.text != (try? bodies.document(of: incoming))?.answer?.text {
            steps.append(.keepLocked(words))
        } else if words?.answer != nil {
            // The same words under another stamp, from another device or after a server's clock was set right: nothing to hold back.
            return steps
        }
        guard held.header.version > incoming.header.version, let round = held.header.round else { return steps }
        return steps + [.holdBack(round), .notify(.heldBack(prompt: prompt))]
    }

    // MARK: What is revealed, and what is said

    private func accepted(_ accepted: HeldRecord) -> [Step] {
        var record = accepted
        let isNew = known.held?.header.version != record.header.version
        let opensNow = record.phase == .revealed && known.held?.phase != .revealed
        let reading = try? bodies.reading(of: record)
        var said: [Step] = []
        if isNew, !isMine, let round = reading?.document?.saidAbout { said.append(.noteUnread(round)) }
        if isNew, !isMine, let kind = reading?.document?.kind, NewsReader.kinds.contains(kind) { said.append(.noteNews) }
        if reading == .needsNewerVersion, isNew || opensNow { said.append(.noteNewer) }
        if !isMine, record.header.round != nil, record.phase == .revealed {
            if let reason = reasonNotToBelieve(record, reading) {
                if !record.isTampered { said.append(.notify(reason)) }
                record.isTampered = true
            } else if opensNow, let row = known.round ?? known.expected,
                (try? bodies.answer(record, in: row))?.unread == .notAnAnswer
            {
                said.append(.notify(.notAnAnswer(prompt: row.prompt)))
            }
        }
        return [.put(record, reading?.document)] + said
    }

    /// - Parameter reading: `nil` if the signed opening doesn't open it.
    private func reasonNotToBelieve(_ theirs: HeldRecord, _ reading: DocumentReading?) -> Notice? {
        if reading == nil { return .doesNotOpen(prompt: prompt) }
        guard let named = known.named, theirs.header.commitment != named else { return nil }
        return .notBelieved(what: "answer", prompt: prompt)
    }
}
