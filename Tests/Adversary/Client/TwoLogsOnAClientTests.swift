import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("The other partner's log with a card of one's own", .onOwnThreads)
struct TwoLogsOnAClientTests {
    @Test(.attacks(.nobodyWritesInYourName, .serverForgesNothing)) func `is believed without it, and the user is told`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let card = try #require(ada.log(of: ada.membership.partner).state.cards[ada.membership.device])
        let entry = try ben.entry(.add(card: card, retiring: nil))
        ada.smuggle([.entry(EntryChange(partner: try ben.membership.partner, entry: entry))])
        try ada.sync()
        #expect(try ada.disbelieved())
        #expect(try !ada.log(of: ben.membership.partner).contains(entry.hash))
    }

    @Test(.attacks(.nobodyWritesInYourName))
    func `which came before one's own entry: the machine is one's own, and not theirs`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let phone = try TestHome(couple.world, seed: 3)
        try phone.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone")
        let device = try phone.membership.device
        let card = try #require(phone.log(of: phone.membership.partner).state.cards[device])
        let entry = try ben.entry(.add(card: card, retiring: nil))
        // Ada's desk doesn't know of its phone yet.
        ada.smuggle([.entry(EntryChange(partner: try ben.membership.partner, entry: entry))], first: true)
        try ada.sync()
        ada.trustServer()
        try ada.sync()
        #expect(try ada.client.devices().contains { $0.id == device })
        try ada.client.removeDevice("phone")
        try ada.sync()
        try ada.client.set(.name, to: "Ada A.")
        try ada.sync()
        // Keys made since then aren't granted to it, though Ben's log still contains it.
        let last = ada.sentWrites.compactMap { if case .grant(let grant) = $0 { grant } else { nil } }.suffix(2)
        #expect(last.count == 2)
        #expect(last.flatMap(\.sealed).allSatisfy { $0.recipient != device })
    }
}
