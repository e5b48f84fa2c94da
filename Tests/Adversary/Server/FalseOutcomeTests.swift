import ClientCore
import FoundationEssentials
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that says something else became of what it was sent", .onOwnThreads)
struct FalseOutcomeTests {
    private static let lies: [Outcome] = [
        .applied, .superseded, .locked, .refused(.stampInFuture), .refused(.impossibleStamp),
    ]

    /// Keeps entries, grants and boxes from the server, and says that this became of them.
    private static func lie(
        _ home: TestHome, _ lie: Outcome, passing: @escaping (Write) -> Bool = { if case .record = $0 { true } else { false } }
    ) {
        let places = Places()
        home.transport.edit = { route, body in
            guard route == .sync, let request = try? WireJSON.decode(SyncRequest.self, from: Data(body)) else { return body }
            places.kept = request.writes.map(passing)
            let left = zip(request.writes, places.kept).filter(\.1).map(\.0)
            let changed = SyncRequest(cursor: request.cursor, furthest: request.furthest, offering: request.offering, writes: left)
            return (try? WireJSON.encode(changed)).map { Bytes($0) } ?? body
        }
        home.transport.tamper = { response in
            var real = response.outcomes[...]
            return response.with(outcomes: places.kept.map { isKept in isKept ? real.popFirst() ?? lie : lie })
        }
    }

    private final class Places { var kept: [Bool] = [] }

    private static func bePatient(_ home: TestHome) {
        home.trustServer()
        home.transport.edit = { $1 }
    }

    @Test(.attacks(.nothingIsLost, .removedDevicesEnd), arguments: lies)
    func `of an entry, a key or a box: a device can be ended and its owner can leave all the same, once it is honest`(lie: Outcome)
        throws
    {
        let couple = try TestPair()
        let (ada, phone) = (couple.ada, try couple.linkSecondDevice())
        Self.lie(ada, lie)
        _ = try? ada.client.makeKit(replacing: false)
        Self.bePatient(ada)
        try ada.client.removeDevice("phone")
        _ = try ada.client.sync(budget: nil)
        #expect(try ada.client.status().pending == 0, "\(lie)")
        #expect(try phone.client.sync(budget: nil).stopped == .deviceRemoved)
        let kit = try ada.client.makeKit(replacing: true)
        try ada.client.checkKit(PaperCode(parsing: kit.text))
        try ada.client.leave()
    }

    @Test(arguments: [Outcome.superseded, .locked])
    func `of an entry, a key or a box, that something else stands in their place: they wait here`(lie: Outcome) throws {
        let couple = try TestPair()
        Self.lie(couple.ada, lie)
        #expect(throws: (any Error).self) { try couple.ada.client.makeKit(replacing: false) }
        #expect(try couple.ada.client.status().pending > 0)
    }

    @Test(.attacks(.nothingIsLost), .shows(.withholding))
    func `of a key, that it took it: the other device goes without, until everything is sent once more`() throws {
        let couple = try TestPair()
        let (ada, phone) = (couple.ada, try couple.linkSecondDevice())
        let tablet = try couple.linkSecondDevice(seed: 5)
        for home in [ada, phone, tablet] { try home.sync() }
        // Removing a device makes new keys, of which the server shows the phone none.
        Self.lie(ada, .applied) { if case .grant = $0 { false } else { true } }
        try ada.client.removeDevice(tablet.membership.device.short)
        _ = try ada.client.sync(budget: nil)
        Self.bePatient(ada)
        try ada.client.saveDraft("founding/first-word", text: "For the phone as well.")
        for home in [ada, phone, ada, phone] { _ = try home.client.sync(budget: nil) }
        #expect(try phone.round("founding/first-word").draft == nil)
        try ada.client.offerEverything()
        for home in [ada, phone] { try home.sync() }
        #expect(try phone.round("founding/first-word").draft?.text == "For the phone as well.")
    }
}
