import ClientCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Somebody on the network, against boxes", .onOwnThreads)
struct BoxTests {
    private struct Scene: @unchecked Sendable {
        // Used by one thread at a time: first the test's own, later only through its sendable parts.
        let world: World
        let ada: TestHome
        let code: PaperCode

        init() throws {
            world = try World()
            ada = try TestHome(world, seed: 1)
            try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
            code = try PaperCode(parsing: ada.client.invite().text)
        }

        /// A stranger's answer, complete except for what only a holder of the code can make.
        func strangersAnswer(permit: Permit?) throws -> (BoxAnswerRequest, TestPartner) {
            var mallory = try TestPartner(random: SeededRandom(seed: 9))
            mallory.couple = try ada.membership.couple
            _ = try mallory.append(.pair(partner: ada.membership.partner))
            let grants = try [KeyPurpose.couple, .coupleSeed].map { try mallory.grant($0, to: [ada.membership.device]) }
            return (
                BoxAnswerRequest(
                    locator: code.keys.locator, log: mallory.log.entries, grants: grants,
                    proof: Blob(Bytes(repeating: 7, count: 32)),
                    permit: permit), mallory
            )
        }
    }

    @Test(.attacks(.codesAreNotGuessed)) func `whoever guesses is told the same, whatever there is and was`() async throws {
        let scene = try Scene()
        let real = scene.code.keys.locator
        let beside = (0..<32).map { index in
            var bytes = real.bytes
            bytes[index] ^= 1
            return Locator(validated: bytes)
        }
        let random = SeededRandom(seed: 4)
        let guesses =
            beside + (0..<8).map { _ in random.value(Locator.self) } + [Locator(validated: Bytes(repeating: 0, count: 32))]
        let stranger = try scene.strangersAnswer(permit: nil).0
        try await HTTPStage(world: scene.world).run { client async throws in
            var answers: Set<String> = []
            for (index, locator) in guesses.enumerated() {
                let address = "192.0.2.\(index)"
                let read = try await client.post(.readBox, BoxReadRequest(locator: locator), from: address)
                let answer = BoxAnswerRequest(locator: locator, log: stranger.log, grants: stranger.grants, proof: stranger.proof)
                let answered = try await client.post(.answerBox, answer, from: address)
                for reply in [read, answered] {
                    let headers = reply.headers.filter { $0.name != .date }.map { "\($0.name)=\($0.value)" }.sorted()
                    answers.insert("\(reply.status.code) \(headers) \(reply.text)")
                }
            }
            // Someone who has seen the locator of an open invitation, but no more of its code, gets the same error when answering.
            let seen = try await client.post(.answerBox, stranger, from: "192.0.2.99")
            let headers = seen.headers.filter { $0.name != .date }.map { "\($0.name)=\($0.value)" }.sorted()
            answers.insert("\(seen.status.code) \(headers) \(seen.text)")
            #expect(answers.count == 1, "\(answers)")
            #expect(try seen.decoded(as: Problem.self).code == .boxUnknown)
            #expect(try await client.post(.readBox, BoxReadRequest(locator: real), from: "192.0.2.100").status == .ok)
        }
    }

    @Test(.attacks(.codesAreNotGuessed))
    func `guessing is slow: an address gets so many answers a minute, and a made-up token does not help`() async throws {
        let world = try World()
        var stage = HTTPStage(world: world)
        stage.limits.anonymousRequestsPerMinute = 10
        try await stage.run { client async throws in
            let random = SeededRandom(seed: 6)
            var statuses: [Int] = []
            for _ in 0..<20 {
                let request = BoxReadRequest(locator: random.value())
                statuses.append(
                    try await client.post(.readBox, request, token: random.value(Token.self), from: "192.0.2.7").status.code)
            }
            #expect(statuses == Array(repeating: 404, count: 10) + Array(repeating: 429, count: 10))
        }
    }

    @Test(.attacks(.onlyBoxesUnverified, .nobodyIsAdded), .shows(.locatorsSeen))
    func `a junk answer by somebody who saw the locator on its way takes nobody's place`() throws {
        let scene = try Scene()
        let exchange = BlockingExchange(scene.world.service)
        // What the locator gives access to: a box that can't be opened, and the inviter's log.
        let read: BoxReadResponse = try WireClient.call(exchange, .readBox, BoxReadRequest(locator: scene.code.keys.locator), nil)
        #expect(read.log == (try scene.ada.log(of: scene.ada.membership.partner).entries))
        let hashes = try scene.world.store.read { $0.box(scene.code.keys.locator) }?.permit
        #expect(hashes != nil)
        let guesses: [Permit?] = [
            nil, Permit(validated: scene.code.keys.locator.bytes), Permit(validated: Bytes(repeating: 0, count: 32)),
            hashes.map { Permit(validated: $0.bytes) },
        ]
        for permit in guesses {
            let (answer, _) = try scene.strangersAnswer(permit: permit)
            #expect(throws: Problem.of(.boxUnknown)) {
                let _: BoxAnswerResponse = try WireClient.call(exchange, .answerBox, answer, nil)
            }
        }
        let ben = try TestHome(scene.world, seed: 2)
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
        try scene.ada.sync()
        #expect(try scene.ada.client.fingerprint() == ben.client.fingerprint())
    }

    @Test(.attacks(.onlyBoxesUnverified))
    func `an invitation that was offered again to a server that lost it asks for its permit as before`() throws {
        let scene = try Scene()
        scene.world.restore(try World().store.snapshot())
        try scene.ada.sync()
        let (answer, _) = try scene.strangersAnswer(permit: nil)
        #expect(throws: Problem.of(.boxUnknown)) {
            let _: BoxAnswerResponse = try WireClient.call(BlockingExchange(scene.world.service), .answerBox, answer, nil)
        }
        let ben = try TestHome(scene.world, seed: 2)
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
    }

    @Test func `a box of a client that knows of no permit is answered as it always was`() async throws {
        let server = try StoreKind.memory.server()
        let couple = try await server.couple()
        #expect(couple.first.partner.couple == couple.second.partner.couple)
    }

    @Test(.attacks(.onlyBoxesUnverified, .serversAreVerified))
    func `before a pin is known only the box is fetched, by its locator alone; afterwards the pin is asked for`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        let pin = Bytes(repeating: 0xAB, count: 32)
        try ada.client.initialise(
            name: "Ada", deviceName: "desk", server: ServerSetting(parsing: "https://hall.lan:8420/#pin=\(pin.base64url)"))
        let code = try PaperCode(parsing: ada.client.invite().text)
        #expect(code.isPinned)
        for (home, use) in [
            (try TestHome(world, seed: 2), { (home: TestHome) in try home.client.join(code, name: "Ben", deviceName: "laptop") }),
            (
                try TestHome(world, seed: 3),
                { home in try home.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone") }
            ),
        ] {
            try use(home)
            let trusts = home.addresses.map(\.trust)
            #expect(trusts.first == .unverifiedForBox)
            #expect(trusts.count > 1)
            #expect(try trusts.dropFirst().allSatisfy { $0 == .pin(try #require(CertificatePin(bytes: pin))) })
            let first = try #require(home.transport.transcript.first)
            #expect(first.route == .readBox)
            #expect(!home.transport.transcript.dropFirst().contains { $0.route == .readBox })
            let fields = String(decoding: first.request, as: UTF8.self)
            #expect(fields.hasPrefix("{\"locator\":\"") && fields.split(separator: ",").count == 1)
        }
        #expect(ada.addresses.allSatisfy { $0.trust == .pin(CertificatePin(validated: pin)) })
    }

    @Test(.attacks(.codesAreNotGuessed, .serversAreVerified))
    func `no field of a code can be turned without its checksum telling, the pin's flag among them, and nothing is sent`() throws {
        let scene = try Scene()
        let ben = try TestHome(scene.world, seed: 2)
        let text = scene.code.text
        let slash = try #require(text.lastIndex(of: "/"))
        let characters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var tried = 0
        for index in text[text.index(after: slash)...].indices where text[index] != "-" {
            for character in characters
            where character != text[index] && (tried + Int(character.asciiValue ?? 0)).isMultiple(of: 5) {
                var turned = text
                turned.replaceSubrange(index...index, with: String(character))
                tried += 1
                #expect(throws: CodeError.self) {
                    try ben.client.join(PaperCode(parsing: turned), name: "Ben", deviceName: "laptop")
                }
            }
        }
        for other in ["evil.example:8420", "127.0.0.1:8421", "127.0.0.2:8420"] {
            #expect(throws: CodeError.self) { try PaperCode(parsing: other + text[slash...]) }
        }
        #expect(tried > 100)
        #expect(ben.transport.transcript.isEmpty)
    }
}
