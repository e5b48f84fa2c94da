import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that puts one thing in the place of another", .onOwnThreads)
struct SwappingTests {
    private let prompts = [PromptID.firstWord, .smallStep]

    enum Swap: String, CaseIterable, Sendable {
        case bodiesOfRounds, bodiesOfAuthors, openingsOfRounds, openingsOfAuthors, signaturesOfRounds, stripped, reversed, doubled
    }

    /// Swaps parts of two changes.
    private func exchange(
        _ reply: SyncResponse, _ couple: (RecordChange, RecordChange) -> Bool, _ take: (RecordChange, RecordChange) -> RecordChange
    ) -> SyncResponse {
        let records = reply.changes.records
        return reply.mapRecords { record in
            guard record.phase == .revealed, let other = records.first(where: { couple(record, $0) }) else { return record }
            return take(record, other)
        }
    }

    private func swap(_ reply: SyncResponse, _ swap: Swap) -> SyncResponse {
        func otherRound(_ a: RecordChange, _ b: RecordChange) -> Bool {
            a.header.author == b.header.author && a.header.round != b.header.round && b.phase == .revealed
        }
        func otherAuthor(_ a: RecordChange, _ b: RecordChange) -> Bool {
            a.header.author != b.header.author && a.header.round == b.header.round && b.phase == .revealed
        }
        switch swap {
        case .bodiesOfRounds: return exchange(reply, otherRound) { $0.with(body: $1.body) }
        case .bodiesOfAuthors: return exchange(reply, otherAuthor) { $0.with(body: $1.body) }
        case .openingsOfRounds: return exchange(reply, otherRound) { $0.with(opening: $1.opening) }
        case .openingsOfAuthors: return exchange(reply, otherAuthor) { $0.with(opening: $1.opening) }
        case .signaturesOfRounds: return exchange(reply, otherRound) { $0.with(signature: $1.signature) }
        case .stripped: return reply.mapRecords { $0.with(body: .some(nil), opening: .some(nil)) }
        case .reversed: return reply.with(changes: reply.changes.reversed())
        case .doubled: return reply.with(changes: reply.changes + reply.changes)
        }
    }

    @Test(.attacks(.serverForgesNothing, .commitmentBinds), arguments: Swap.allCases)
    func `bodies, openings and signatures fit their own record alone; order and repetition do not matter`(_ swap: Swap) throws {
        let couple = try TestPair()
        for prompt in prompts { _ = try couple.ada.client.seal(prompt, text: "Ada on \(prompt).") }
        try couple.ada.sync()
        for prompt in prompts { _ = try couple.ben.client.seal(prompt, text: "Ben on \(prompt).") }
        try couple.ben.sync()
        couple.ada.transport.tamper = { [self] in self.swap($0, swap) }
        try couple.ada.sync()
        couple.ada.trustServer()
        let isHarmless = [.reversed, .doubled].contains(swap)
        for prompt in prompts {
            let round = try couple.ada.round(prompt)
            #expect(round.mine?.text == "Ada on \(prompt).")
            #expect(round.theirs?.text == (isHarmless ? "Ben on \(prompt)." : nil))
        }
        #expect(try couple.ada.disbelieved() == (!isHarmless && swap != .stripped))
        try couple.ada.sync()
    }

    enum Breach: String, CaseIterable, Sendable { case otherWords, otherKey, otherAuthor, otherRound, none }

    @Test(.attacks(.commitmentBinds), arguments: Breach.allCases)
    func `what a partner shows is what they committed to, or it is no answer`(_ breach: Breach) throws {
        let couple = try TestPair()
        let prompt = prompts[0]
        _ = try couple.ada.client.seal(prompt, text: "Ada's.")
        try couple.ada.sync()
        let round = try couple.ben.roundID(prompt)
        let random = SeededRandom(seed: 12)
        let source = RandomSource { random.bytes($0) }
        let (key, otherKey) = (SecretKey(random: source), SecretKey(random: source))
        func words(_ text: String) -> Bytes {
            Bytes(#"{"answer":{"prompt":"\#(prompt)","question":"?","number":1,"text":"\#(text)","at":0,"isFinished":false}}"#.utf8)
        }
        let (ada, ben) = (try couple.ada.membership, try couple.ben.membership)
        let commitment = Commitment(
            author: breach == .otherAuthor ? ada.partner : ben.partner,
            round: breach == .otherRound ? try couple.ben.roundID(prompts[1]) : round,
            contentKey: breach == .otherKey ? otherKey : key, plaintext: words(breach == .otherWords ? "Sealed." : "Shown."))
        func header(_ body: Blob) -> RecordHeader {
            RecordHeader(
                couple: ben.couple, id: .answer(of: round, by: ben.partner), visibility: .sealed, owner: .author,
                author: ben.partner,
                stamp: Stamp(time: couple.world.time.now, counter: 0, device: ben.device), round: round, commitment: commitment,
                bodyHash: BodyHash(ofBody: body))
        }
        let body = try Blob(
            Cipher.encrypt(Padding.pad(words("Shown.")), under: key, binding: header(.empty).associatedData, random: source))
        var binding = CanonicalWriter("twofold/opening-key/v1")
        binding.append(ben.couple)
        binding.append(ben.partner)
        binding.append(Optional(round))
        binding.append(commitment)
        let shared = try couple.ben.key(.couple)
        let wrapped = WrappedContentKey(
            key: shared.id,
            sealed: Blob(try Cipher.encrypt(key.bytes, under: shared, binding: binding.bytes, random: source)))
        let signing = try couple.ben.deviceKeys.signing
        let record = try Record(header: header(body), body: body, ownKey: wrapped, signedWith: signing)
        let opening = try Opening(
            couple: ben.couple, round: round, author: ben.partner, device: ben.device, commitment: commitment,
            partnerCommitment: nil, wrapped: wrapped, signedWith: signing)
        // No server can tell.
        let outcomes = try couple.ben.wire(couple.world).sync([.record(RecordWrite(record: record, opening: opening))]).outcomes
        #expect(outcomes == [.applied])
        try couple.ada.sync()
        #expect(try couple.ada.round(prompt).state == (breach == .none ? .revealed : .tampered), "\(breach)")
        #expect(try couple.ada.round(prompt).theirs?.text == (breach == .none ? "Shown." : nil))
        #expect(try couple.ada.round(prompt).mine?.text == "Ada's.")
    }

    enum KeySwap: String, CaseIterable, Sendable { case anothers, junk, none }

    @Test(.attacks(.nothingIsLost, .serverForgesNothing), arguments: KeySwap.allCases, RevealMode.allCases)
    func `the key of an own answer, exchanged on its way to another machine, neither blinds that machine for good nor stops it`(
        _ swap: KeySwap, _ mode: RevealMode
    ) throws {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: mode.rawValue)
        let phone = try couple.linkSecondDevice()
        for prompt in prompts { _ = try couple.ada.client.seal(prompt, text: "Ada on \(prompt).") }
        try couple.ada.sync()
        phone.transport.tamper = { reply in
            let keys = reply.changes.records.compactMap(\.ownKey)
            return reply.mapRecords { record in
                guard let own = record.ownKey, let other = keys.first(where: { $0 != own }) else { return record }
                switch swap {
                case .anothers: return record.with(ownKey: other)
                case .junk: return record.with(ownKey: WrappedContentKey(key: own.key, sealed: Blob([1, 2, 3])))
                case .none: return record.with(ownKey: .some(nil))
                }
            }
        }
        try phone.sync()
        phone.trustServer()
        for prompt in prompts { _ = try couple.ben.client.seal(prompt, text: "Ben on \(prompt).") }
        try couple.ben.sync()
        // The phone syncs first. It carries on, and reads again once it learns the right key.
        try phone.sync()
        try couple.ada.sync()
        try couple.ben.sync()
        try couple.ada.sync()
        try phone.sync()
        for prompt in prompts {
            #expect(try phone.round(prompt).mine?.text == "Ada on \(prompt).")
            #expect(try phone.round(prompt).theirs?.text == "Ben on \(prompt).")
            #expect(try couple.ada.round(prompt).theirs?.text == "Ben on \(prompt).")
        }
    }
}
