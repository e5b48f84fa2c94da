import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing
import Vault

/// What happens to the devices that a removed device added.
@Suite("Removing a device, and what it added", .onOwnThreads)
struct AddedDevicesTests {
    /// Ada at her desk; her phone, the tablet added with the phone's code, and the watch added with the tablet's.
    private static func chain() throws -> Person {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let tablet = try couple.linkSecondDevice(of: phone, seed: 4)
        let watch = try couple.linkSecondDevice(of: tablet, seed: 5)
        for (home, name) in [(tablet, "tablet"), (watch, "watch")] {
            try home.client.set(.deviceName, to: name)
            try home.sync()
        }
        try couple.ada.sync()
        _ = try couple.ada.client.takeNotices()
        return Person(couple.ada)
    }

    private static func live(_ person: Person) throws -> [String] {
        try person.home.client.devices().filter(\.isLive).compactMap(\.name)
    }

    @Test(arguments: [
        ("", ["desk"]), ("all", ["desk"]), ("1", ["desk", "watch"]), ("1, 2", ["desk"]), ("none", ["desk", "tablet", "watch"]),
    ])
    func `somebody at a terminal chooses what goes as well`(typed: String, left: [String]) throws {
        let ada = try Self.chain()
        ada.sit(typing: "9", typed, "y")
        let outcome = ada.run("devices", "remove", "phone")
        let live = try Self.live(ada)
        #expect(outcome.status == .done)
        #expect(outcome.errors.hasPrefix("2 devices that are still yours were added by phone,"))
        #expect(outcome.errors.contains(/1   [0-9a-f]{8}  tablet  since .*, added by phone, last wrote/))
        #expect(outcome.errors.contains(/2   [0-9a-f]{8}  watch  since .*, added by tablet, last wrote/))
        #expect(live == left)
        let others = left.map { $0 == "desk" ? "this device" : $0 }.joined(separator: ", ")
        let told = outcome.output.replacing("\n", with: " ")
        #expect(told.contains("and new keys are in use. It went through. Left: \(others). "))
        #expect(outcome.output.contains("Kept, though added by what you removed: ") == (left.count > 1))
    }

    @Test(arguments: [("", true), ("y", false), ("n", true)])
    func `the only kit is asked about by itself, and stays unless somebody says so`(typed: String, stays: Bool) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let tablet = try couple.linkSecondDevice(of: phone, seed: 4)
        try tablet.client.set(.deviceName, to: "tablet")
        try tablet.sync()
        try phone.sync()
        _ = try phone.client.makeKit(replacing: false)
        try couple.ada.sync()
        let ada = Person(couple.ada)
        ada.sit(typing: "all", typed, "y")
        let outcome = ada.run("devices", "remove", "phone")
        let kits = try ada.home.client.devices().filter { $0.kind == .kit && $0.isLive }
        #expect(outcome.status == .done, "\(outcome)")
        #expect(outcome.errors.hasPrefix("1 device that is still yours was added by phone"))
        #expect(outcome.errors.replacing("\n", with: " ").contains("Your recovery kit was added by phone"))
        #expect(try Self.live(ada) == ["desk"])
        #expect(kits.isEmpty != stays)
    }

    @Test(arguments: [[], ["x", "3", "0"], ["", "n"]])
    func `whoever does not choose, or is not sure, removes nothing`(typed: [String]) throws {
        let ada = try Self.chain()
        ada.sit()
        ada.console.typed = typed
        let outcome = ada.run("devices", "remove", "phone")
        let live = try Self.live(ada)
        #expect(outcome.status == .failed)
        #expect(outcome.errors.contains("Nothing was removed."))
        #expect(live == ["desk", "phone", "tablet", "watch"])
    }

    @Test func `a script has to say what is to become of them, and is told which they are`() throws {
        let ada = try Self.chain()
        let refused = ada.run("devices", "remove", "phone", "--yes")
        let json = ada.run("devices", "remove", "phone", "--json", "--yes")
        let live = try Self.live(ada)
        #expect(refused.status == .failed && refused.output.isEmpty)
        let lines = refused.errors.split(separator: "\n")
        #expect(lines[0] == "2 devices were added by phone, or by a device that it had added, so nothing was removed:")
        #expect(lines[1].contains("  tablet  ") && lines[2].contains("  watch  "))
        #expect(lines[3] == "Add `--with-added` to remove them as well, or `--keep-added` to keep them.")
        #expect(json.output.contains(#""code":"added_devices""#))
        #expect(live == ["desk", "phone", "tablet", "watch"])
    }

    @Test func `it says so with an option`() throws {
        let (first, second) = (try Self.chain(), try Self.chain())
        let with = first.run("devices", "remove", "phone", "--with-added")
        let kept = second.run("devices", "remove", "phone", "--keep-added")
        let left = [try Self.live(first), try Self.live(second)]
        #expect(
            with.output == "phone, tablet and watch are removed, and new keys are in use. It went through.\nLeft: this device.\n")
        #expect(
            kept.output.hasPrefix("phone is removed, and new keys are in use. It went through.\nLeft: this device, tablet, watch.")
        )
        #expect(kept.output.contains("Kept, though added by what you removed: tablet ("))
        #expect(left == [["desk"], ["desk", "tablet", "watch"]])
    }

    @Test func `several are removed at once, each by name or id, and nothing is asked about what was named`() throws {
        let ada = try Self.chain()
        let watch = try #require(ada.home.client.devices().first { $0.name == "watch" }).short
        let outcome = ada.run("devices", "remove", "tablet", "phone", watch, "phone")
        let live = try Self.live(ada)
        #expect(outcome.status == .done)
        #expect(outcome.output.hasPrefix("tablet, phone and watch are removed"))
        #expect(live == ["desk"])
    }

    @Test func `all others go but the kit, of which it is asked where one of them made it`() throws {
        let (first, second) = (try Self.chain(), try Self.chain())
        _ = first.run("kit")
        let own = first.run("devices", "remove", "--all-others")
        let couple = try TestPair()
        let tablet = try couple.linkSecondDevice()
        _ = try tablet.client.makeKit(replacing: false)
        let refused = Person(couple.ada).run("devices", "remove", "--all-others")
        _ = second.run("devices", "remove", "--all-others")
        let live = [try Self.live(first), try Self.live(second)]
        #expect(own.output.hasSuffix("Left: this device, your kit.\n"))
        #expect(refused.status == .failed)
        #expect(refused.errors.contains("recovery kit"))
        #expect(live == [["desk"], ["desk"]])
    }

    @Test(arguments: [
        ["devices", "remove"], ["devices", "remove", "phone", "--all-others"],
        ["devices", "remove", "phone", "--with-added", "--keep-added"],
    ])
    func `options that contradict each other are refused`(arguments: [String]) throws {
        let outcome = try pair().ada.run(arguments)
        #expect(outcome.status == .usage)
    }

    @Test func `what another machine added is told once, with which one it was`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.takeNotices()
        let tablet = try couple.linkSecondDevice(of: phone, seed: 4)
        try tablet.client.set(.deviceName, to: "tablet")
        try tablet.sync()
        let ada = Person(couple.ada)
        let first = ada.run("sync")
        let second = ada.run("sync")
        #expect(first.errors.contains(/A new device was added: tablet \(([0-9a-f]{8})\), by phone\. `twofold devices remove \1`/))
        #expect(!second.errors.contains("A new device"))
    }

    @Test func `a new kit tells what came by the one before`() throws {
        let couple = try TestPair()
        let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let stranger = try TestHome(couple.world, seed: 7)
        try stranger.client.recover(kit, deviceName: "stranger")
        try couple.ada.sync()
        let outcome = Person(couple.ada).run("kit", "--new")
        #expect(outcome.output.contains("Devices added with the earlier kit are still yours: stranger ("))
    }
}
