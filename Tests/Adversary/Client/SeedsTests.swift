import Catalogue
import ClientCore
import FoundationEssentials
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who grants each device of the other's another seed", .onOwnThreads)
struct SeedsTests {
    private let later = PromptID.smallStep

    @Test(.attacks(.frozenStaysFrozen, .commitmentBinds))
    func `two machines linked before the pairing name rounds alike, and show the same words`() throws {
        let split = try SplitSeeds(linking: true)
        let phone = try #require(split.phone)
        try split.reveal(.firstWord)
        try phone.sync()
        for home in [split.desk, phone] {
            let round = try home.round(.firstWord)
            #expect(round.state == .revealed)
            #expect(round.mine?.text == "Ada's.")
            #expect(round.theirs?.text == "Ben's.")
        }
        _ = try phone.client.seal(later, text: "From the phone.")
        try phone.sync()
        try split.desk.sync()
        #expect(try split.desk.round(later).mine?.text == "From the phone.")
    }

    @Test(.attacks(.commitmentBinds))
    func `a machine that has heard of the seed from the partner alone waits, and then names what has come`() throws {
        let split = try SplitSeeds(linking: true)
        let phone = try #require(split.phone)
        let withheld = try split.withholdSeedsOfOwn(from: phone)
        try split.reveal(.firstWord)
        try phone.sync()
        #expect(throws: ClientError.waitsForOwnMachine) { try phone.client.seal(.firstWord, text: "From the phone.") }
        #expect(throws: ClientError.waitsForOwnMachine) { try phone.client.reschedule { $0.cadence = .weekly } }
        try phone.client.saveDraft(later, text: "A draft.")
        #expect(try phone.client.show(.firstWord).rounds.allSatisfy { $0.theirs == nil })
        phone.smuggle(withheld.changes)
        try phone.sync()
        #expect(try phone.round(.firstWord).theirs?.text == "Ben's.")
        #expect(try phone.client.seal(later, text: nil) == .sealed)
    }

    @Test(.attacks(.nothingIsLost, .commitmentBinds))
    func `a kit printed before the pairing brings back what was sealed and revealed since`() throws {
        let split = try SplitSeeds(kit: true)
        try split.reveal(.firstWord)
        _ = try split.desk.client.seal(later, text: "Not revealed.")
        try split.desk.sync()
        try split.expectKitBringsBack(.firstWord, later)
    }

    @Test(.attacks(.nothingIsLost, .commitmentBinds), arguments: [true, false])
    func `a kit of which no machine has said what its seed is takes the one that one's own answers are named by`(isEvilFirst: Bool)
        throws
    {
        let split = try SplitSeeds(kit: true)
        try split.reveal(.firstWord)
        _ = try split.desk.client.seal(later, text: "Not revealed.")
        try split.desk.sync()
        // The kit was given both of Ben's seeds, and none by Ada's desk.
        let kit = try #require(try split.cards.first { $0.kind == .kit })
        let honest = try split.desk.key(.coupleSeed)
        let grants = try [isEvilFirst ? split.evil : honest, isEvilFirst ? honest : split.evil].map {
            Change.grant(try split.bens($0, for: .coupleSeed, to: [kit]))
        }
        let withheld = try split.withholdSeeds(by: { _ in true }, adding: grants)
        try split.expectKitBringsBack(.firstWord, later, at: withheld)
    }

    @Test(.attacks(.nothingIsLost))
    func `after the server lost everything, a partner who comes first decides nothing for the kit`() throws {
        let split = try SplitSeeds()
        split.kit = try PaperCode(parsing: split.desk.client.makeKit(replacing: false).text)
        try split.reveal(.firstWord)
        _ = try split.desk.client.seal(later, text: "Not revealed.")
        try split.desk.sync()
        split.world.restore(MemoryState())
        try split.ben.sync()
        let kit = try #require(try split.cards.first { $0.kind == .kit })
        // A seed of Ben's own, and the couple's seed under another purpose.
        let honest = try split.desk.key(.coupleSeed)
        try split.ben.wire(split.world).sync([
            .grant(split.bens(split.evil, for: .coupleSeed, to: [kit])),
            .grant(split.bens(honest, for: .couple, epoch: 9, to: [kit])),
        ])
        try split.desk.sync()
        let printed = try #require(split.kit)
        try split.desk.client.checkKit(printed)
        try split.expectKitBringsBack(.firstWord, later)
    }

    @Test(.attacks(.nothingIsLost))
    func `a key that was sealed to one machine of another's alone, and listed for both, is passed on`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let (ada, ben) = try (couple.ada.membership, couple.ben.membership)
        let key = SecretKey(random: RandomSource { Bytes(repeating: 0xEE, count: $0) })
        let cards = try couple.ada.log(of: ada.partner).state.live
        let keys = try couple.ben.deviceKeys
        let sound = try KeyGrant(
            of: key, for: .couple, epoch: 9, couple: ben.couple, author: ben.partner, by: keys, device: ben.device,
            to: cards + [keys.card(.machine)])
        let hollow = try KeyGrant(
            couple: ben.couple, purpose: .couple, epoch: 9, key: key.id, author: ben.partner, device: ben.device,
            sealed: sound.sealed.map { one in
                one.recipient == ada.device || one.recipient == ben.device
                    ? one
                    : SealedKey(
                        recipient: one.recipient, encapsulated: one.encapsulated,
                        ciphertext: Blob(Bytes(repeating: 1, count: 48)))
            }, signedWith: keys.signing)
        try couple.ben.wire(couple.world).sync([.grant(hollow)])
        try couple.ada.sync()
        _ = try couple.ada.client.ask("What did you dream?")
        try couple.ada.sync()
        let used = couple.ada.sentWrites.compactMap { if case .record(let write) = $0 { write.record.header.key } else { nil } }
        #expect(used.contains(key.id))
        try phone.sync()
        #expect(try phone.client.prompts(deck: "ours", search: nil).map(\.question) == ["What did you dream?"])
        try couple.ada.client.checkKit(kit)
    }

    @Test(.attacks(.nothingIsLost)) func `however many keys a partner makes, those passed on have room`() throws {
        let couple = try TestPair()
        let (ada, ben) = try (couple.ada.membership, couple.ben.membership)
        let keys = try couple.ben.deviceKeys
        let card = try #require(couple.ada.log(of: ada.partner).state.cards[ada.device])
        let wire = try couple.ben.wire(couple.world)
        let grants = try (1...150).map { number in
            let key = SecretKey(random: RandomSource { Bytes(repeating: UInt8(number), count: $0) })
            return try KeyGrant(
                of: key, for: .couple, epoch: Int64(number), couple: ben.couple, author: ben.partner, by: keys,
                device: ben.device,
                to: [card, keys.card(.machine)])
        }
        for start in stride(from: 0, to: grants.count, by: 50) { try wire.sync(grants[start..<start + 50].map(Write.grant)) }
        try couple.ada.sync()
        let before = couple.ada.sentWrites.count
        let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let granted = couple.ada.sentWrites.dropFirst(before).count { if case .grant = $0 { true } else { false } }
        #expect(granted <= KeyRing.mostOfPartner + 10)
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, couple.ada, couple.ben] { try home.sync() }
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Ada's.")
        try couple.ada.client.checkKit(kit)
        // Nor do those that Ben encrypts to the kit itself.
        let paper = try kit.keys.device().card(.kit)
        for start in stride(from: 200, to: 350, by: 50) {
            try wire.sync(
                (start..<start + 50).map { number in
                    let key = SecretKey(random: RandomSource { Bytes(repeating: 7, count: $0 - 1) + [UInt8(number - 195)] })
                    return .grant(
                        try KeyGrant(
                            of: key, for: .couple, epoch: Int64(number), couple: ben.couple, author: ben.partner, by: keys,
                            device: ben.device, to: [paper]))
                })
        }
        let fresh = try TestHome(couple.world, seed: 9)
        try fresh.client.recover(kit, deviceName: "new")
        let own = fresh.sentWrites.count { if case .grant = $0 { true } else { false } }
        // Those the kit knew, those encrypted to it since, and those encrypted again to the device that existed before.
        #expect(own <= 3 * KeyRing.mostOfPartner + 20)
        #expect(try fresh.round(.firstWord).mine?.text == "Ada's.")
    }

    @Test(.attacks(.nothingIsLost))
    func `a seed that a home named by before it kept which one counts goes on counting there`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        var membership = try couple.ada.membership
        let counted = try #require(membership.seeds?[.coupleSeed])
        membership.seeds = nil
        let older = membership
        try couple.ada.store.write { try $0.setValue(Bytes(WireJSON.encode(older)), for: "membership") }
        let (ben, keys) = try (couple.ben.membership, couple.ben.deviceKeys)
        let card = try #require(couple.ada.log(of: older.partner).state.cards[older.device])
        let other = try KeyGrant(
            of: SecretKey(random: RandomSource { Bytes(repeating: 0xEE, count: $0) }), for: .coupleSeed, epoch: 0,
            couple: ben.couple, author: ben.partner, by: keys, device: ben.device, to: [card])
        try couple.ben.wire(couple.world).sync([.grant(other)])
        try couple.ada.sync()
        #expect(try couple.ada.membership.seeds?[.coupleSeed] == counted)
        #expect(try couple.ada.round(.firstWord).mine?.text == "Ada's.")
        let phone = try couple.linkSecondDevice()
        #expect(try phone.membership.seeds?[.coupleSeed] == counted)
    }
}
