import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who plays with the questions that both may write", .onOwnThreads)
struct QuestionsTests {
    /// Ada has asked a question, and Mallory has read it.
    private struct Scene {
        let couple: TestPair
        let prompt: PromptID
        let record: RecordID

        init() throws {
            couple = try TestPair()
            prompt = try couple.ada.client.ask("Do you like my cooking?")
            try couple.ada.sync()
            try couple.ben.sync()
            let name = prompt.name
            let found = try couple.ada.store.read { try $0.records(of: .shared, includingTombstones: false) }.map(\.header.id)
                .first { $0.bytes.prefix(5).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == name }
            record = try #require(found)
        }

        /// Puts content into a couple-owned record with a modified client of Ben's.
        func put(_ document: String?, under id: RecordID) throws {
            couple.world.time.advance(seconds: 5)
            let ben = couple.ben
            let key = try ben.key(.couple)
            let membership = try ben.membership
            let header = RecordHeader(
                couple: membership.couple, id: id, visibility: .shared, owner: .couple, author: membership.partner,
                stamp: Stamp(time: couple.world.time.now, counter: 0, device: membership.device), isDeleted: document == nil,
                key: document == nil ? nil : key.id, bodyHash: BodyHash(ofBody: .empty))
            let record =
                try document.map { try ben.sealer().encrypt(Bytes($0.utf8), as: header, under: key) }
                ?? ben.sealer().tombstone(header)
            let reply = try ben.wire(couple.world).sync([.record(RecordWrite(record: record))])
            #expect(reply.outcomes == [Outcome.applied])
            try couple.ada.sync()
            try ben.sync()
        }

        func document(_ id: String, _ question: String) -> String {
            #"{"prompt":{"id":"\#(id)","question":"\#(question)","at":0}}"#
        }
    }

    @Test(.attacks(.commitmentBinds)) func `cannot put another question over an answer that was given`() throws {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        _ = try ada.client.seal(scene.prompt, text: "Yes, always.")
        try ada.sync()
        try scene.put(scene.document(scene.prompt.description, "Shall we separate?"), under: scene.record)
        _ = try ben.client.seal(scene.prompt, text: "I do.")
        for home in [ben, ada] { try home.sync() }
        let opened = try #require(try ada.client.opened().first)
        #expect(opened.question == "Do you like my cooking?")
        #expect(opened.theirs.asked == "Shall we separate?")
        let view = try ada.client.show(scene.prompt)
        #expect(view.question == "Do you like my cooking?")
        #expect(view.rounds[0].mine?.asked == nil)
        #expect(view.rounds[0].theirs?.asked == "Shall we separate?")
        let exported = try #require(try ada.client.export().prompts.first { $0.id == scene.prompt })
        #expect(exported.question == "Do you like my cooking?")
    }

    @Test(.attacks(.commitmentBinds), arguments: ["draft", "withdrawn", "restored"])
    func `cannot put another question over a draft, sealed later or taken back before, nor over an older version`(kind: String)
        throws
    {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        switch kind {
        case "draft": try ada.client.saveDraft(scene.prompt, text: "Yes, always.")
        case "withdrawn": _ = try ada.client.seal(scene.prompt, text: "Yes, always.")
        default:
            try ada.client.saveDraft(scene.prompt, text: "Yes, always.")
            try ada.client.saveDraft(scene.prompt, text: "Hm.")
        }
        try ada.sync()
        try scene.put(scene.document(scene.prompt.description, "Shall we separate?"), under: scene.record)
        try ada.sync()
        if kind == "withdrawn" { try ada.client.withdraw(scene.prompt) }
        if kind == "restored" { try ada.client.restore(scene.prompt, version: 1) }
        _ = try ada.client.seal(scene.prompt, text: nil)
        _ = try ben.client.seal(scene.prompt, text: "I do.")
        for home in [ada, ben] { try home.sync() }
        let theirs = try #require(try ben.client.opened().first?.theirs)
        #expect(theirs.text == "Yes, always.")
        #expect(theirs.asked == "Do you like my cooking?")
    }

    @Test(.attacks(.nothingIsLost)) func `cannot take the words from somebody by deleting what they were written for`() throws {
        let scene = try Scene()
        let ada = scene.couple.ada.client
        try ada.saveDraft(scene.prompt, text: "A thought.")
        try ada.saveDraft(.smallStep, text: "Another.")
        try ada.skip(.comingBack, undo: false)
        try scene.put(nil, under: scene.record)
        #expect(try ada.show(ada.resolve(scene.prompt.description)).rounds[0].draft?.text == "A thought.")
        let drafts = try ada.export().prompts.flatMap(\.rounds).compactMap(\.draft?.text)
        #expect(Set(drafts) == ["A thought.", "Another."])
        _ = try ada.seal(scene.prompt, text: nil)
    }

    @Test(.attacks(.nothingIsLost), arguments: ["founding/first-word", "ours/0000000000", "", nil])
    func `cannot hide the couple's questions behind one of a name that is taken, or of none`(name: String?) throws {
        let scene = try Scene()
        let ada = scene.couple.ada.client
        try ada.saveDraft(scene.prompt, text: "A thought.")
        try scene.put(
            scene.document(name ?? scene.prompt.description, "Who is this?"),
            under: RecordID(validated: Bytes(repeating: 7, count: 32)))
        #expect(try ada.prompts(deck: "ours", search: nil).map(\.question) == ["Do you like my cooking?"])
        #expect(try ada.export().prompts.flatMap(\.rounds).compactMap(\.draft?.text) == ["A thought."])
    }

    @Test(.attacks(.nothingIsLost)) func `cannot ask nothing`() throws {
        let scene = try Scene()
        try scene.put(scene.document(scene.prompt.description, " "), under: scene.record)
        let ada = scene.couple.ada.client
        #expect(try ada.prompts(deck: "ours", search: nil).isEmpty)
        _ = try ada.export()
    }
}
