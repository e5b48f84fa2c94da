import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A thief who enlists machines with a stolen one; the server is honest", .onOwnThreads, .attacks(.removedDevicesEnd))
struct EnlistingThiefTests {
    /// None of the thief's devices is live, can sign in, or was given a key made since then; and the owner can go on.
    private func expectEnded(_ thief: Thief, owner: TestHome, of couple: TestPair, since epochs: [KeyPurpose: Int64]) throws {
        let partner = try owner.membership.partner
        try couple.ben.sync()
        _ = try owner.client.seal(.firstWord, text: "After the theft.")
        for home in [owner, couple.ben, owner] { try home.sync() }
        for home in [owner, couple.ben] {
            let state = try home.log(of: partner).state
            #expect(thief.ids.allSatisfy { !state.isLive($0) })
            #expect(try state.isLive(owner.membership.device))
        }
        #expect(thief.machines.allSatisfy { thief.signIn(as: $0) == nil })
        let id = try couple.ben.membership.couple
        let grants = try couple.world.store.read { reader in reader.grants(of: id) }.map(\.grant)
        let later = grants.filter { $0.epoch > epochs[$0.purpose] ?? .max }
        #expect(later.contains { $0.purpose == .couple } && later.contains { $0.purpose == .personal })
        #expect(later.allSatisfy { $0.sealed.allSatisfy { !thief.ids.contains($0.recipient) } })
        #expect(try couple.ben.client.show(.firstWord).rounds.first?.state == .sealedByPartner)
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, owner, couple.ben, owner] { try home.sync() }
        #expect(try owner.round(.firstWord).theirs?.text == "Ben's.")
        #expect(try couple.ben.round(.firstWord).theirs?.text == "After the theft.")
    }

    private func epochs(of home: TestHome) throws -> [KeyPurpose: Int64] {
        Dictionary(try home.keyRing.all.map { ($0.purpose, $0.epoch) }, uniquingKeysWith: max)
    }

    @Test func `one removal ends all of them, also those that they enlist while it goes through`() throws {
        let couple = try TestPair()
        let thief = try Thief(with: couple.linkSecondDevice(), in: couple.world)
        for _ in 0..<3 { try thief.enlistMore() }
        let last = try #require(thief.machines.last)
        #expect(try thief.enlist(.kit, with: last))
        #expect(try thief.enlist(.link, with: last))
        try couple.ada.sync()
        let before = try epochs(of: couple.ada)
        try couple.ada.client.removeDevice("phone")
        couple.ada.actBeforeEachSync(thief.enlistMore)
        let known = thief.machines.count
        try couple.ada.sync()
        #expect(thief.machines.count > known + 2)
        couple.ada.transport.fault = { _ in .none }
        try expectEnded(thief, owner: couple.ada, of: couple, since: before)
        #expect(try couple.ada.client.devices().filter(\.isLive).map(\.name) == ["desk"])
    }

    @Test func `so it is where the owner's machine was itself enlisted by the stolen one: the owner is not locked out`() throws {
        let couple = try TestPair()
        let owner = try couple.linkSecondDevice()
        let thief = try Thief(with: couple.ada, in: couple.world)
        for _ in 0..<2 { try thief.enlistMore() }
        try owner.sync()
        let before = try epochs(of: owner)
        try owner.client.removeDevice("desk")
        owner.actBeforeEachSync(thief.enlistMore)
        try owner.sync()
        owner.transport.fault = { _ in .none }
        try expectEnded(thief, owner: owner, of: couple, since: before)
    }

    @Test
    func `all of it goes out in one request, ahead of words that wait, whatever the log has come to; keys are made once`() throws {
        let couple = try TestPair()
        let thief = try Thief(with: couple.linkSecondDevice(), in: couple.world)
        for _ in 0..<3 { try thief.enlistMore() }
        try couple.ada.sync()
        try couple.ada.fillOutbox(150)
        let sent = couple.ada.sentRequests.count
        let before = try epochs(of: couple.ada)
        try couple.ada.client.removeDevice("phone")
        couple.ada.actBeforeEachSync(thief.enlistMore)
        try couple.ada.sync()
        let removals = couple.ada.sentRequests.dropFirst(sent).map { request in
            request.writes.count { if case .entry(let write) = $0 { write.entry.action.removed != nil } else { false } }
        }
        #expect(removals.count { $0 > 0 } == 1)
        #expect(removals.contains { $0 >= 7 })
        let after = try epochs(of: couple.ada)
        for purpose in [KeyPurpose.couple, .personal] { #expect(after[purpose] == before[purpose].map { $0 + 1 }) }
    }

    @Test(.attacks(.nothingIsLost)) func `what its owner keeps stays, with its words, what it enlists, and the new keys`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let tablet = try couple.linkSecondDevice(of: phone, seed: 4)
        let thief = try Thief(with: phone, in: couple.world)
        try thief.enlistMore()
        _ = try tablet.client.seal(.firstWord, text: "From the tablet.")
        try tablet.sync()
        try couple.ada.sync()
        let kept = try tablet.membership.device
        let stolen = try phone.membership.device
        let added = try couple.ada.client.devices(addedBy: [stolen]).map(\.id)
        #expect(Set(added) == thief.ids.subtracting([stolen]).union([kept]))
        try couple.ada.client.removeDevices([stolen], keeping: [kept])
        // The tablet's owner links one more device with it before the removal is signed.
        let watch = try couple.linkSecondDevice(of: tablet, seed: 5)
        try couple.ada.sync()
        let newest = try couple.ada.keyRing.all.filter { $0.purpose == .couple }.max { $0.epoch < $1.epoch }
        for home in [couple.ben, tablet, watch] { try home.sync() }
        let state = try couple.ada.log(of: couple.ada.membership.partner).state
        #expect(try state.liveMachines == [couple.ada.membership.device, kept, watch.membership.device])
        let key = try #require(newest?.key.id)
        for home in [tablet, watch] { #expect(try home.keyRing[key] != nil) }
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, tablet, couple.ben] { try home.sync() }
        #expect(try couple.ben.round(.firstWord).theirs?.text == "From the tablet.")
        #expect(thief.machines.allSatisfy { thief.signIn(as: $0) == nil })
    }

    @Test func `the owner's other machines are told what was added, and by which device`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.noticesTaken()
        let thief = try Thief(with: phone, in: couple.world)
        try thief.enlistMore()
        for home in [couple.ada, phone, couple.ben] { try home.sync() }
        let stranger = try #require(thief.machines.last?.id)
        #expect(try couple.ada.noticesTaken() == [.deviceAdded(stranger)])
        #expect(try couple.ben.noticesTaken().allSatisfy { $0 == .partnerJoined })
        let view = try #require(couple.ada.client.devices().first { $0.id == stranger })
        #expect(try view.addedBy == phone.membership.device)
        // A device enlisted with one's own code isn't reported.
        _ = try couple.linkSecondDevice(seed: 6)
        #expect(try couple.ada.noticesTaken().isEmpty)
    }
}

extension TestHome {
    /// Lets someone else act before each of this home's requests arrives, including between the fetch and the removal.
    fileprivate func actBeforeEachSync(_ act: @escaping () throws -> Void) {
        transport.fault = { route in
            if route == .sync { #expect(throws: Never.self) { try act() } }
            return .none
        }
    }
}
