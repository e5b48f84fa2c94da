import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A seed that comes late, or from a partner who first sent none that opens", .onOwnThreads)
struct LateSeedTests {
    @Test(.attacks(.nothingIsLost), arguments: [1, 2])
    func `all of the inviter's devices name rounds once it is here, though the partner and their log came before`(devices: Int)
        throws
    {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let others = try (1..<devices).map { number in
            let other = try TestHome(world, seed: UInt64(10 + number))
            try other.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone")
            return other
        }
        try ada.sync()
        let code = try PaperCode(parsing: ada.client.invite().text)
        let ben = try TestHome(world, seed: 2)
        try ben.client.join(code, name: "Ben", deviceName: "laptop")
        try ben.sync()
        let held = Held()
        ada.transport.tamper = { response in
            let (late, now) = (response.changes.filter(\.isGrant), response.changes.filter { !$0.isGrant })
            defer { held.changes = late }
            return response.with(changes: held.changes + now)
        }
        for _ in 0..<2 { _ = try ada.client.sync(budget: nil) }
        ada.trustServer()
        for home in [ada] + others + [ada, ben] + others { _ = try home.client.sync(budget: nil) }
        for (home, other) in zip(others, ["openers/small-joy"] as [PromptID]) {
            #expect(try home.client.seal(other, text: "Words.") == .sealed)
        }
        #expect(try ada.client.seal(.firstWord, text: "Ada's.") == .sealed)
        _ = try ada.client.sync(budget: nil)
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        for home in [ben, ada, ben] { _ = try home.client.sync(budget: nil) }
        #expect(try ben.client.show(.firstWord).rounds.last?.theirs?.text == "Ada's.")
    }

    private final class Held { var changes: [Change] = [] }
}

extension Change {
    fileprivate var isGrant: Bool { if case .grant = self { true } else { false } }
}
