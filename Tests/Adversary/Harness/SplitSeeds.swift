import Catalogue
import ClientCore
import FoundationEssentials
import LocalStore
import Models
import ServerCore
import Support
import Testing
import Vault
import Wire

/// Ada with a desk and her other devices from before Ben joined; and Ben, whose answer to her invitation grants the desk one seed
/// and all of Ada's other devices another.
final class SplitSeeds {
    let world: World
    let desk: TestHome
    let ben: TestHome
    private(set) var phone: TestHome?
    var kit: PaperCode?
    /// The seed that the desk isn't given.
    let evil = SecretKey(random: RandomSource { Bytes(repeating: 0xEE, count: $0) })

    init(linking: Bool = false, kit hasKit: Bool = false) throws {
        world = try World()
        desk = try TestHome(world, seed: 1)
        ben = try TestHome(world, seed: 2)
        try desk.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        if linking {
            let phone = try TestHome(world, seed: 3)
            try phone.client.useLink(PaperCode(parsing: desk.client.link().text), deviceName: "phone")
            self.phone = phone
        }
        if hasKit { kit = try PaperCode(parsing: desk.client.makeKit(replacing: false).text) }
        for home in [desk, phone] { try home?.sync() }
        // So that there are keys to sign with before the answer is made.
        try ben.client.initialise(name: "Ben", deviceName: "laptop", server: nil)
        ben.transport.edit = { [unowned self] in $0 == .answerBox ? (try? split($1)) ?? [] : $1 }
        try ben.client.join(PaperCode(parsing: desk.client.invite().text), name: "Ben", deviceName: "laptop")
        for home in [ben, desk] { try home.sync() }
    }

    /// Ada's live devices.
    var cards: [DeviceCard] { get throws { try desk.log(of: desk.membership.partner).state.live } }

    /// A grant signed by Ben, for any key and purpose.
    func bens(_ key: SecretKey, for purpose: KeyPurpose, epoch: Int64 = 0, to cards: [DeviceCard]) throws -> KeyGrant {
        let (ben, keys) = try (ben.membership, ben.deviceKeys)
        return try KeyGrant(
            of: key, for: purpose, epoch: epoch, couple: desk.membership.couple, author: ben.partner, by: keys, device: ben.device,
            to: cards)
    }

    private func split(_ body: Bytes) throws -> Bytes {
        let request = try WireJSON.decode(BoxAnswerRequest.self, from: Data(body))
        let (keys, device) = try (ben.deviceKeys, desk.membership.device)
        let grants = try request.grants.flatMap { grant -> [KeyGrant] in
            guard grant.purpose == .coupleSeed, let seed = try grant.open(as: ben.membership.device, with: keys) else {
                return [grant]
            }
            return [
                try bens(evil, for: .coupleSeed, to: cards.filter { $0.id != device } + [keys.card(.machine)]),
                try bens(seed, for: .coupleSeed, to: cards.filter { $0.id == device } + [keys.card(.machine)]),
            ]
        }
        return Bytes(
            try WireJSON.encode(
                BoxAnswerRequest(
                    locator: request.locator, log: request.log, grants: grants, proof: request.proof, permit: request.permit)))
    }

    /// Both seal; Ben seals a different answer under the names derived from each seed.
    func reveal(_ prompt: PromptID) throws {
        _ = try desk.client.seal(prompt, text: "Ada's.")
        _ = try ben.client.seal(prompt, text: "Ben's.")
        try desk.sync()
        try ben.sync()
        let round = RoundNaming(seed: evil).round(RoundReference(prompt: prompt, number: 1))
        let time = world.time.now
        let words = """
            {"answer":{"prompt":"\(prompt)","question":"?","number":1,"text":"Other.","at":\(time.milliseconds),"isFinished":false}}
            """
        let (record, opening) = try ben.sealer().encryptAnswer(
            Bytes(words.utf8), as: ben.answerHeader(round, at: time), round: round, edits: nil, personal: ben.key(.personal),
            escrow: ben.key(.couple))
        try ben.wire(world).sync([.record(RecordWrite(record: record, opening: opening))])
        try desk.sync()
    }

    final class Withheld { var changes: [Change] = [] }

    /// The server withholds the grants of the seed by Ada's own devices.
    func withholdSeedsOfOwn(from home: TestHome) throws -> Withheld {
        let (ada, withheld) = (try desk.membership.partner, Withheld())
        home.transport.tamper = { reply in
            let isHeld = { (change: Change) -> Bool in
                if case .grant(let grant) = change { grant.author == ada && grant.purpose == .coupleSeed } else { false }
            }
            withheld.changes += reply.changes.filter(isHeld)
            return reply.with(changes: reply.changes.filter { !isHeld($0) })
        }
        return withheld
    }

    /// A new device from which the server withholds every grant of the couple's seed by certain makers, and to which it shows
    /// others first.
    func withholdSeeds(by isMaker: @escaping (PartnerID) -> Bool, adding changes: [Change]) throws -> TestHome {
        let fresh = try TestHome(world, seed: 9)
        fresh.transport.tamper = { reply in
            let kept = reply.changes.filter {
                if case .grant(let grant) = $0 { grant.purpose != .coupleSeed || !isMaker(grant.author) } else { true }
            }
            return reply.with(changes: kept + changes)
        }
        return fresh
    }

    /// - Parameters:
    ///   - prompt: a revealed prompt.
    ///   - sealed: a prompt that only Ada sealed.
    func expectKitBringsBack(_ prompt: PromptID, _ sealed: PromptID, at home: TestHome? = nil) throws {
        let fresh = try home ?? TestHome(world, seed: 9)
        let code = try #require(kit)
        try fresh.client.recover(code, deviceName: "new")
        let round = try fresh.round(prompt)
        #expect(round.state == .revealed)
        #expect(round.mine?.text == "Ada's.")
        #expect(round.theirs?.text == "Ben's.")
        #expect(try fresh.round(sealed).mine?.text == "Not revealed.")
    }
}
