import Catalogue
import ClientCore
import FoundationEssentials
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A home that is being made", .onOwnThreads)
struct HalfMadeHomeTests {
    /// How a home is created.
    enum Way: CaseIterable, Sendable { case initialise, join, joinWithDrafts, link, recover }

    @Test(arguments: Way.allCases, EndingHome.Moment.allCases)
    func `is whole wherever its making ends, once the same command was given again: it can name and keep words, and loses none`(
        way: Way, moment: EndingHome.Moment
    ) throws {
        var endings = 0
        while try !isMade(way, endingAt: endings, moment) { endings += 1 }
        #expect(endings >= 1)
    }

    /// - Returns: whether the creation finished before the process would have ended.
    private func isMade(_ way: Way, endingAt transaction: Int, _ moment: EndingHome.Moment) throws -> Bool {
        let (world, ada) = try beginning(way)
        let new = try TestHome(world, seed: 7)
        if way == .joinWithDrafts {
            try new.client.initialise(name: "Ben", deviceName: "laptop", server: ServerSetting(parsing: World.address))
            try new.client.saveDraft(Self.prompt, text: "Before there were two.")
        }
        let make = try making(way, ada)
        var isWhole = false
        do {
            try make(new.process(endingAt: transaction, moment))
            isWhole = true
        } catch ClientError.internal {
            do { try make(new.client) } catch ClientError.alreadyInitialised {} catch ClientError.alreadyPaired {}
        }
        if way != .initialise {
            try new.sync()
            try ada.sync()
            try new.sync()
        }
        try expectWhole(new, way)
        return isWhole
    }

    /// Ada's first device; already paired if a second device of hers is created.
    private func beginning(_ way: Way) throws -> (World, TestHome) {
        if way == .link || way == .recover {
            let pair = try TestPair()
            return (pair.world, pair.ada)
        }
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        return (world, ada)
    }

    private func making(_ way: Way, _ ada: TestHome) throws -> (Client) throws -> Void {
        switch way {
        case .initialise:
            return { try $0.initialise(name: "Ben", deviceName: "laptop", server: ServerSetting(parsing: World.address)) }
        case .join, .joinWithDrafts:
            let code = try PaperCode(parsing: ada.client.invite().text)
            return { try $0.join(code, name: "Ben", deviceName: "laptop") }
        case .link:
            let code = try PaperCode(parsing: ada.client.link().text)
            return { try $0.useLink(code, deviceName: "laptop") }
        case .recover:
            let code = try PaperCode(parsing: ada.client.makeKit(replacing: false).text)
            return { try $0.recover(code, deviceName: "laptop") }
        }
    }

    private func expectWhole(_ home: TestHome, _ way: Way) throws {
        if way == .joinWithDrafts {
            #expect(try home.client.show(Self.prompt).rounds.last?.draft?.text == "Before there were two.", "\(way)")
        }
        try home.client.saveDraft(Self.other, text: "Kept.")
        #expect(try home.client.show(Self.other).rounds.last?.draft?.text == "Kept.")
        if way != .initialise {
            #expect(try home.sync().pending == 0, "\(way)")
            #expect(try home.client.setting(.name) == (way == .link || way == .recover ? "Ada" : "Ben"), "\(way)")
        }
        #expect(try home.client.setting(.deviceName) == "laptop", "\(way)")
    }

    private static let prompt: PromptID = "openers/small-joy"
    private static let other: PromptID = "openers/own-holiday"
}

@Suite("A join whose reply was lost", .onOwnThreads)
struct LostJoinTests {
    @Test(arguments: [ErrorCode.boxUnknown, .boxUsed, .coupleUnknown])
    func `is finished, whatever the server then says of the code`(code: ErrorCode) throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let invitation = try PaperCode(parsing: ada.client.invite().text)
        let ben = try TestHome(world, seed: 2)
        ben.transport.fault = { $0 == .answerBox ? .replyLost : .none }
        #expect(throws: (any Error).self) { try ben.client.join(invitation, name: "Ben", deviceName: "laptop") }
        ben.transport.fault = { _ in .none }
        ben.transport.rewrite = { route, reply in
            guard route == .answerBox else { return reply }
            let problem = Problem(status: 404, code: code, title: "No.")
            return TransportReply(status: 404, body: (try? WireJSON.encode(problem)).map { Bytes($0) } ?? [])
        }
        try ben.client.join(invitation, name: "Ben", deviceName: "laptop")
        ben.transport.rewrite = { $1 }
        for home in [ben, ada, ben] { try home.sync() }
        #expect(try ben.client.fingerprint() == ada.client.fingerprint())
    }

    @Test func `from a home that was used alone leaves nothing behind that can't be read`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        for (home, name) in [(ada, "Ada"), (ben, "Ben")] {
            try home.client.initialise(name: name, deviceName: "desk", server: ServerSetting(parsing: World.address))
        }
        try ben.client.saveDraft("openers/small-joy", text: "Before there were two.")
        try ben.client.skip("openers/own-holiday", undo: false)
        _ = try ben.client.ask("What shall we ask each other?")
        try ben.sync()
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: "Ben", deviceName: "desk")
        for home in [ben, ada, ben] { try home.sync() }
        let findings = try ben.client.findings(after: nil)
        #expect(!findings.contains { if case .keysMissing = $0 { true } else { false } })
    }
}
