import Catalogue
import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("What a stolen device wrote before it was removed; the server is honest", .onOwnThreads)
struct StolenDeviceTests {
    private let prompt = PromptID.firstWord
    private let other = PromptID.smallStep

    /// Ada's desk, her tablet, and her phone, which is stolen.
    private struct Scene {
        let couple: TestPair
        let phone: TestHome
        let tablet: TestHome

        var ada: TestHome { couple.ada }
        var ben: TestHome { couple.ben }

        init() throws {
            couple = try TestPair()
            phone = try couple.linkSecondDevice()
            tablet = try couple.linkSecondDevice(seed: 5)
            for home in [couple.ada, phone, tablet] { try home.sync() }
        }

        /// Removes the phone, which acts once more between what the desk fetched last and the arrival of the removal.
        func remove(after act: @escaping () -> Void) throws {
            try ada.client.removeDevice(phone.membership.device.short)
            var exchanges = 0
            ada.transport.fault = { route in
                if route == .sync {
                    exchanges += 1
                    if exchanges == 2 { act() }
                }
                return .none
            }
            try ada.sync()
            ada.transport.fault = { _ in .none }
        }

        /// Every record of Ada's that the server has, signed by the phone with a stamp that no clock reaches for years.
        func writeFarAhead() {
            do {
                let wire = try phone.wire(couple.world)
                let time = couple.world.time.now.advanced(by: .seconds(4 * 365 * 86_400))
                let membership = try phone.membership
                let partner = membership.partner
                let records = try couple.world.records(of: membership.couple).filter { row in
                    row.header.author == partner && !row.isFrozen && row.header.visibility != .sealed
                }
                var writes: [Write] = []
                for row in records {
                    let key = try phone.key(row.header.visibility == .own ? .personal : .couple)
                    let header = RecordHeader(
                        couple: membership.couple, id: row.header.id, visibility: row.header.visibility, owner: row.header.owner,
                        author: partner, stamp: Stamp(time: time, counter: 0, device: membership.device), key: key.id,
                        bodyHash: BodyHash(ofBody: .empty))
                    let record = try phone.sealer(seed: 31).encrypt(
                        Bytes(#"{"name":{"name":"Fool"}}"#.utf8), as: header, under: key)
                    writes.append(.record(RecordWrite(record: record, offered: true)))
                }
                let answer = try phone.forgedAnswer(.smallStep, text: "The thief's.", at: time, seed: 32)
                writes.append(.record(RecordWrite(record: answer.record, opening: answer.opening, offered: true)))
                #expect(try wire.sync(writes, offering: true).outcomes.allSatisfy { $0 == .applied })
            } catch { Issue.record(error) }
        }
    }

    @Test(.attacks(.removedDevicesEnd, .nothingIsLost))
    func `gives way to whatever a live device writes, however far ahead it was stamped, on all of the owner's devices`() throws {
        let scene = try Scene()
        let (ada, ben, tablet) = (scene.ada, scene.ben, scene.tablet)
        try ada.client.saveDraft(prompt, text: "Ada's draft.")
        for home in [ada, tablet, ben] { try home.sync() }
        try scene.remove { scene.writeFarAhead() }
        for home in [tablet, ben, ada, tablet, ben] { try home.sync() }
        for home in [ada, tablet] { #expect(try home.round(prompt).draft?.text == "Ada's draft.") }
        #expect(try ben.client.status().partner == "Ada")
        let linked = try scene.couple.linkSecondDevice(seed: 6)
        #expect(try linked.round(prompt).draft?.text == "Ada's draft.")
        _ = try ada.client.seal(other, text: "Ada's own.")
        try ada.client.set(.name, to: "Ada the second")
        try ada.sync()
        #expect(try ada.client.status().pending == 0)
        try ben.sync()
        #expect(try ben.client.status().partner == "Ada the second")
        _ = try ben.client.seal(other, text: "Ben's.")
        for home in [ben, ada] { try home.sync() }
        #expect(try ben.round(other).theirs?.text == "Ada's own.")
        #expect(try ada.round(other).theirs?.text == "Ben's.")
    }

    @Test(.attacks(.nothingIsLost), .shows(.unknownWords))
    func `an answer of the owner's that it replaced just before becomes the draft of the next round, where both sealed meanwhile`()
        throws
    {
        let scene = try Scene()
        let (ada, ben, phone) = (scene.ada, scene.ben, scene.phone)
        _ = try ada.client.seal(prompt, text: "Ada's own.")
        for home in [ada, phone, ben] { try home.sync() }
        try scene.remove { [prompt] in
            _ = try? phone.client.seal(prompt, text: "The thief's.")
            _ = try? phone.client.sync(budget: nil)
            _ = try? ben.client.seal(prompt, text: "Ben's.")
            _ = try? ben.client.sync(budget: nil)
        }
        for home in [ada, scene.tablet, ada] { try home.sync() }
        for home in [ada, scene.tablet] {
            #expect(try home.round(prompt).state == .closed)
            #expect(try home.round(prompt, 1).draft?.text == "Ada's own.")
            #expect(try home.client.status().waitingForMe.isEmpty)
        }
        _ = try ada.client.seal(prompt, text: nil)
        for home in [ada, ben] { try home.sync() }
        _ = try ben.client.seal(prompt, text: "Ben's again.")
        for home in [ben, ada] { try home.sync() }
        #expect(try ada.round(prompt, 1).theirs?.text == "Ben's again.")
        #expect(try ben.round(prompt, 1).theirs?.text == "Ada's own.")
    }

    @Test(.attacks(.nothingIsLost))
    func `an opening that no removal lists is made again by another device, where the seal is listed`() throws {
        let scene = try Scene()
        let (ada, ben, phone) = (scene.ada, scene.ben, scene.phone)
        for home in [ada, ben, phone, scene.tablet] { try home.client.set(.reveal, to: "handshake") }
        _ = try phone.client.seal(prompt, text: "From the phone.")
        for home in [phone, ada] { try home.sync() }
        try scene.remove { [prompt] in
            _ = try? ben.client.seal(prompt, text: "Ben's.")
            for home in [ben, phone, ben] { _ = try? home.client.sync(budget: nil) }
        }
        for home in [ada, ben, ada, scene.tablet] { try home.sync() }
        #expect(try ben.round(prompt).theirs?.text == "From the phone.")
        for home in [ada, scene.tablet] {
            #expect(try home.round(prompt).state == .revealed)
            #expect(try home.round(prompt).theirs?.text == "Ben's.")
            let notices = try home.noticesTaken()
            #expect(!notices.contains { if case .notBelieved = $0 { true } else { false } }, "\(notices)")
        }
        let linked = try scene.couple.linkSecondDevice(seed: 6)
        #expect(try linked.round(prompt).theirs?.text == "Ben's.")
    }

    @Test(.attacks(.nothingIsLost))
    func `a seal in a round that cannot have begun changes nothing`() throws {
        let scene = try Scene()
        let (ada, ben, phone) = (scene.ada, scene.ben, scene.phone)
        try phone.sealFar(prompt, 1_000_000, in: scene.couple.world)
        for home in [ada, ben] { try home.sync() }
        _ = try ben.client.seal(prompt, text: "Ben's.")
        for home in [ben, ada] { try home.sync() }
        #expect(try ada.client.show(prompt).liveRound?.number == 1)
        _ = try ada.client.seal(prompt, text: "Ada's.")
        for home in [ada, ben, ada] { try home.sync() }
        #expect(try ada.round(prompt).theirs?.text == "Ben's.")
        #expect(try ben.round(prompt).theirs?.text == "Ada's.")
        #expect(try ada.client.again(prompt).number == 2)
        #expect(try ada.client.status().waitingForMe.isEmpty)
    }

    @Test(.attacks(.nothingIsLost))
    func `what only a newer version can read gives way once the device that wrote it was removed`() throws {
        let scene = try Scene()
        let (ada, phone) = (scene.ada, scene.phone)
        try ada.client.set(.name, to: "Ada the first")
        try ada.client.set(.cadence, to: "tue")
        for home in [ada, phone] { try home.sync() }
        let records = try scene.couple.world.records(of: ada.membership.couple).filter { $0.header.visibility == .shared }
        for (index, row) in records.enumerated() where row.header.author == ada.partnerID {
            _ = try scene.couple.forge(
                #"{"hologram":{},"needs":99}"#, id: row.header.id, owner: row.header.owner, by: phone, as: ada,
                seed: UInt64(40 + index))
        }
        try ada.sync()
        #expect(throws: ClientError.needsNewerVersion) { try ada.client.set(.name, to: "Ada the second") }
        try ada.client.removeDevice(phone.membership.device.short)
        try ada.sync()
        try ada.client.set(.name, to: "Ada the second")
        try ada.client.set(.cadence, to: "fri")
        for home in [ada, scene.ben] { try home.sync() }
        #expect(try scene.ben.client.status().partner == "Ada the second")
        #expect(try ada.client.status().pending == 0)
        // What it had written is kept for a newer version: a name, and the settings.
        let kept = try ada.store.read { reader in try records.flatMap { try reader.history(of: $0.header.id) } }
        #expect(kept.map(\.reason) == [.removed, .removed])
    }

    @Test(
        .attacks(.nothingIsLost, .commitmentBinds),
        arguments: [CodeKind.kit, .link])
    func `a seed that it slips to a kit or a link code is not taken`(of kind: CodeKind) throws {
        let scene = try Scene()
        let (ada, ben, phone) = (scene.ada, scene.ben, scene.phone)
        _ = try ada.client.seal(prompt, text: "Ada's.")
        try ada.sync()
        _ = try ben.client.seal(prompt, text: "Ben's.")
        for home in [ben, ada] { try home.sync() }
        let code = try PaperCode(parsing: kind == .kit ? ada.client.makeKit(replacing: false).text : ada.client.link().text)
        try phone.sync()
        try phone.grantFalseSeeds(to: code.keys.device().card(kind == .kit ? .kit : .link), in: scene.couple.world)
        let fresh = try TestHome(scene.couple.world, seed: 9)
        if kind == .kit {
            try fresh.client.recover(code, deviceName: "new")
        } else {
            try fresh.client.useLink(code, deviceName: "new")
        }
        try ada.client.removeDevice(phone.membership.device.short)
        for home in [ada, fresh] { try home.sync() }
        #expect(try fresh.round(prompt).theirs?.text == "Ben's.")
        #expect(try fresh.round(prompt).mine?.text == "Ada's.")
    }
}

extension TestHome {
    fileprivate var partnerID: PartnerID? { try? membership.partner }

    /// Seals an answer in a round of any number.
    fileprivate func sealFar(_ prompt: PromptID, _ number: Int, in world: World) throws {
        let round = try roundID(prompt, number)
        let document =
            #"{"answer":{"prompt":"\#(prompt)","question":"?","number":\#(number),"text":"Far.","at":0,"isFinished":false}}"#
        let sealed = try sealer(seed: 51).encryptAnswer(
            Bytes(document.utf8), as: answerHeader(round, at: world.time.now), round: round, personal: key(.personal),
            escrow: key(.couple))
        let write = Write.record(RecordWrite(record: sealed.record, opening: sealed.opening))
        #expect(try wire(world).sync([write]).outcomes == [.applied])
    }

    /// Grants a code other seeds than the right ones, with lower ids.
    fileprivate func grantFalseSeeds(to card: DeviceCard, in world: World) throws {
        let membership = try membership
        let random = SeededRandom(seed: 61)
        for purpose in KeyPurpose.seeds {
            let right = try key(purpose)
            var seed = SecretKey(random: RandomSource { random.bytes($0) })
            while seed.id > right.id { seed = SecretKey(random: RandomSource { random.bytes($0) }) }
            let grant = try KeyGrant(
                of: seed, for: purpose, epoch: 0, couple: membership.couple, author: membership.partner, by: deviceKeys,
                device: membership.device, to: [card])
            #expect(try wire(world).sync([.grant(grant)]).outcomes == [.applied])
        }
    }
}
