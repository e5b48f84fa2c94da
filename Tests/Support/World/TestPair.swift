import Catalogue
import ClientCore
import Vault

/// Two paired partners, each with one device.
package struct TestPair {
    package let world: World
    package let ada: TestHome
    package let ben: TestHome

    /// - Parameter path: the file that holds Ada's home; `nil` for memory.
    package init(_ world: World? = nil, path: String? = nil) throws {
        let world = try world ?? World()
        self.world = world
        ada = try TestHome(world, seed: 1, path: path)
        ben = try TestHome(world, seed: 2)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: ada.client.invite().text)
        try ben.client.join(code, name: "Ben", deviceName: "laptop")
        try ben.sync()
        try ada.sync()
        try ben.sync()
    }

    /// A pair of which both have answered the first prompt, and Ada has looked.
    package static func opened() throws -> TestPair {
        let couple = try TestPair()
        for (home, text) in [(couple.ada, "Safety."), (couple.ben, "Warmth.")] {
            _ = try home.client.seal(.firstWord, text: text)
            try home.sync()
        }
        try couple.ada.sync()
        try couple.ada.client.markLookedAt(RoundReference(prompt: .firstWord, number: 1))
        return couple
    }

    /// One more device of Ada's, or of the given device's owner.
    package func linkSecondDevice(of first: TestHome? = nil, seed: UInt64 = 3) throws -> TestHome {
        let first = first ?? ada
        let second = try TestHome(world, seed: seed)
        try second.client.useLink(PaperCode(parsing: first.client.link().text), deviceName: "phone")
        try first.sync()
        try second.sync()
        return second
    }
}
