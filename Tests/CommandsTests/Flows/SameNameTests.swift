import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing
import Vault

/// Several devices with the same name.
@Suite("Machines of one name", .onOwnThreads)
struct SameNameTests {
    /// Ada at her desk, and two more of her devices with the same name.
    private static func desks() throws -> (ada: Person, ids: [String]) {
        let couple = try TestPair()
        for seed in [3, 4] as [UInt64] {
            couple.world.time.advance(seconds: 86_400)
            let code = try PaperCode(parsing: couple.ada.client.link().text)
            let other = try TestHome(couple.world, seed: seed)
            try other.client.useLink(code, deviceName: "desk")
            try other.sync()
        }
        try couple.ada.sync()
        let devices = try couple.ada.client.devices(called: "DESK")
        try #require(devices.map(\.isThis) == [true, false, false])
        return (Person(couple.ada), devices.map(\.short))
    }

    private static func live(_ person: Person) throws -> [String] {
        try person.home.client.devices().filter { $0.isLive && $0.kind == .machine }.map(\.short)
    }

    @Test func `somebody at a terminal is asked which, by what tells them apart`() throws {
        let (ada, ids) = try Self.desks()
        ada.sit(typing: "9", "2", "y")
        let outcome = ada.run("devices", "remove", "desk")
        let live = try Self.live(ada)
        #expect(outcome.status == .done)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines[0] == "3 of your devices are called “desk”. Which one do you want to remove?")
        #expect(lines[1].hasPrefix("1   \(ids[0])  desk  since ") && lines[1].hasSuffix(", this device"))
        #expect(lines[2].hasPrefix("2   \(ids[1])  desk  since ") && lines[2].contains(", last wrote 1 day ago"))
        #expect(lines[3].hasPrefix("3   \(ids[2])  desk  since "))
        #expect(
            outcome.errors.contains("\nRemoving desk (\(ids[1])) ends its access")
                || outcome.errors.contains("Removing desk (\(ids[1]))"))
        #expect(
            outcome.output == "desk is removed, and new keys are in use. It went through.\nLeft: this device, desk.\n")
        #expect(live == [ids[0], ids[2]])
    }

    @Test(arguments: [["1"], [""], ["x", "0", "4"], ["2", "n"]])
    func `this machine, no machine and no sure answer remove nothing`(typed: [String]) throws {
        let (ada, ids) = try Self.desks()
        ada.sit()
        ada.console.typed = typed
        let outcome = ada.run("devices", "remove", "desk")
        let live = try Self.live(ada)
        #expect(outcome.status == .failed)
        let isThis = typed == ["1"]
        #expect(
            outcome.errors.contains(isThis ? "That's the device you're using, so nothing was removed." : "Nothing was removed."))
        #expect(live == ids)
    }

    @Test func `a script is refused and told the ids, one of which it can pass`() throws {
        let (ada, ids) = try Self.desks()
        let (refused, json) = (ada.run("devices", "remove", "desk"), ada.run("devices", "remove", "desk", "--json", "--yes"))
        let one = ada.run("devices", "remove", ids[2])
        let live = try Self.live(ada)
        #expect(refused.status == .failed && refused.output.isEmpty)
        let lines = refused.errors.split(separator: "\n")
        #expect(lines[0] == "3 of your devices are called “desk”, so nothing was removed:")
        #expect(lines[1...3].map { String($0.prefix(8)) } == ids)
        #expect(lines[1].hasSuffix(", this device"))
        #expect(lines[4] == "Use its id, the first word of its line: `twofold devices remove ID`")
        #expect(json.output.contains(#""code":"ambiguous_device""#) && ids.allSatisfy(json.output.contains))
        #expect(one.status == .done)
        #expect(live == Array(ids.prefix(2)))
    }

    @Test func `one of the name that was linked a moment ago is found before anything is removed`() throws {
        let couple = try TestPair()
        try couple.ada.sync()
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let other = try TestHome(couple.world, seed: 3)
        try other.client.useLink(code, deviceName: "desk")
        try other.sync()
        let outcome = Person(couple.ada).run("devices", "remove", "desk")
        #expect(outcome.errors.hasPrefix("2 of your devices are called “desk”, so nothing was removed:\n"))
    }

    @Test func `the core removes nothing where this machine is among what it is given, or one that has ended`() throws {
        let (ada, ids) = try Self.desks()
        let devices = try ada.home.client.devices(called: "desk").map(\.id)
        #expect(throws: ClientError.thisDevice) { try ada.home.client.removeDevices(devices, keeping: []) }
        let ended = try #require(ada.home.client.devices().first { !$0.isLive })
        #expect(throws: ClientError.unknownDevice(ended.short)) {
            try ada.home.client.removeDevices([devices[1], ended.id], keeping: [])
        }
        try ada.home.sync()
        #expect(try Self.live(ada) == ids)
    }

    @Test func `the list says when each machine last wrote something`() throws {
        let (ada, _) = try Self.desks()
        let list = ada.run("devices")
        let json = ada.run("devices", "--json")
        #expect(list.output.split(separator: "\n").filter { $0.contains("last wrote") }.count == 2)
        #expect(json.output.contains(#""last_wrote":""#))
    }

    @Test func `an id means one machine, whatever another is called`() throws {
        let (ada, ids) = try Self.desks()
        try ada.home.client.set(.deviceName, to: ids[1])
        #expect(try ada.home.client.devices(called: ids[1]).map(\.short) == [ids[1]])
        #expect(try ada.home.client.devices(called: String(ids[1].prefix(7))).map(\.short) == [ids[1]])
    }
}
