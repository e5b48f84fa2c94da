import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Leaving, settings and exports", .onOwnThreads)
struct LifeTests {
    @Test func `leaving offers an export, demands the word, and puts the couple away`() throws {
        let (ada, _) = try pair()
        ada.sit(typing: "", "no")
        let kept = ada.run("leave")
        ada.sit(typing: "ours.json", "leave")
        let left = ada.run("leave")
        let export = ada.files["ours.json"] ?? []
        let archived = ada.homes.archived
        #expect(kept.status == .failed)
        #expect(kept.errors.hasSuffix("Type leave to leave: You haven't left; nothing was changed.\n"))
        #expect(left.errors.contains("Ben will see that you've left."))
        #expect(
            left.output
                == "You've left. What you had read is kept here: `twofold prompts --former ben`\n`twofold init` starts afresh.\n")
        #expect(String(decoding: export, as: UTF8.self).hasPrefix("{\n  \"version\": 3,\n  \"exported\": \"20"))
        #expect(archived == ["Ben"])
    }

    @Test func `leaving that fails is said to wait, until a sync has carried it`() throws {
        let (ada, _) = try pair()
        var isLeaving = false
        ada.home.transport.edit = { _, body in
            isLeaving = isLeaving || String(decoding: body, as: UTF8.self).contains(#""leave""#)
            return body
        }
        ada.home.transport.rewrite = { isLeaving && $0 == .sync ? TransportReply(status: 503, body: []) : $1 }
        let failed = ada.run("leave", "--yes")
        let status = ada.run("status")
        let doctor = ada.run("doctor")
        ada.home.transport.rewrite = { $1 }
        let synced = ada.run("sync")
        let after = ada.run("status")
        #expect(failed.status == .failed)
        #expect(failed.errors.contains("it goes out with the next sync, and can't be taken back.\n`twofold leave` sends it now.\n"))
        #expect(status.output.contains("You're leaving: that goes out with the next sync."))
        #expect(doctor.output.contains("note     You're leaving: that goes out with the next sync.\n"))
        #expect(synced.errors.hasPrefix("You've left this couple.\n") && !synced.output.contains("Up to date"))
        #expect(after.output.contains("You've left") && !after.output.contains("next sync"))
        #expect(ada.run("leave", "--yes").status == .done)
    }

    @Test func `doctor says that nothing can be saved`() throws {
        let home = try TestPair().ada
        let outcome = Person(home, client: try home.readOnly()).run("doctor")
        #expect(outcome.status == .failed)
        #expect(outcome.output.hasPrefix("problem  The home is readable, but read-only: nothing new can be saved.\n"))
    }

    @Test func `doctor says where words are that couldn't be saved`() throws {
        let (ada, _) = try pair()
        ada.homes.flaws = [.rescued(folder: "/home/rescued", count: 2)]
        let outcome = ada.run("doctor")
        #expect(outcome.status == .done)
        #expect(outcome.output.contains("note     2 files with words of yours that couldn't be saved elsewhere: in /home/rescued."))
    }

    @Test(arguments: ["status", "prompts", "timeline"]) func `whatever command carries an earlier attempt to leave says so`(
        command: String
    ) throws {
        let (ada, _) = try pair()
        var count = 0
        ada.home.transport.fault = { route in
            count += route == .sync ? 1 : 0
            return route == .sync && count > 1 ? .requestLost : .none
        }
        #expect(ada.run("leave", "--yes").status == .failed)
        ada.home.transport.fault = { _ in .none }
        ada.home.clocks.ahead += 60
        let first = ada.run(command)
        let second = ada.run(command)
        #expect(first.errors.hasPrefix("You've left this couple."))
        #expect(!second.errors.contains("You've left this couple."))
    }

    @Test func `yes and no are no names of files`() throws {
        let (ada, _) = try pair()
        ada.sit(typing: "n", "no")
        let no = ada.run("leave")
        ada.sit(typing: "y", "ours.json", "leave")
        let yes = ada.run("leave")
        let files = Set(ada.files.keys)
        #expect(no.status == .failed)
        #expect(yes.status == .done)
        #expect(files == ["ours.json"])
    }

    @Test func `a script has to be sure`() throws {
        let person = try newcomer()
        _ = person.run("init")
        #expect(person.run("leave").status == .usage)
        #expect(person.run("leave", "--yes", "--json").output.hasPrefix(#"{"left":true,"former":""#))
    }

    @Test(arguments: [["show", "first-word"], ["timeline"], ["export"], ["status"]])
    func `after leaving, commands say where what was read is`(command: [String]) throws {
        let person = try newcomer()
        person.homes.formers["ben"] = person.home.client
        let outcome = person.run(command)
        #expect(outcome.status == .failed)
        #expect(
            outcome.errors
                == "You've left, and nothing new has begun here.\nWhat you had read is still there: `twofold timeline --former ben`. "
                + "`twofold init` starts afresh.\n")
        #expect(person.run(command + ["--json"]).output.hasPrefix(#"{"error":{"code":"not_initialised""#))
    }

    @Test func `a couple that was left can be read and not changed`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        let later = Person(try TestHome(World(), seed: 7))
        later.homes.formers["ben"] = ada.home.client
        let shown = later.run("show", "first-word", "--former", "ben")
        let status = later.run("status", "--former", "ben", "--json")
        let changed = later.run("history", "first-word", "--restore", "1", "--former", "ben")
        let missing = later.run("prompts", "--former", "carl")
        #expect(shown.output.contains("light"))
        #expect(status.output.contains(#""partner":"Ben""#))
        #expect(changed.status == .usage)
        #expect(missing.status == .failed)
    }

    @Test func `reveal is explained when it is changed`() throws {
        let person = try newcomer()
        _ = person.run("init")
        #expect(
            person.run("config", "reveal", "handshake").output
                == "reveal is now handshake.\nAnswers you seal from now on are revealed once you've both sealed and "
                + "synced once more: not even a partner who runs the server can look early.\n")
        #expect(person.run("config", "reveal").output == "handshake\n")
        #expect(
            person.run("config", "--json").output
                == #"{"name":null,"reveal":"handshake","server":null,"device-name":"desk","#
                + #""decks":"founding,openers,appreciation,play,ours,vulnerability,wounds,shame,communication,engulfment,conflict,"#
                + #"mismatch,busyness,repair,dreams,family,money,digital","#
                + #""depth":"2","cadence":"daily","pause":"off","follow":"off"}"# + "\n")
    }

    @Test func `doctor names what is wrong, and ends with 1`() throws {
        let person = try newcomer()
        _ = person.run("init")
        person.homes.flaws = [.openToOthers(path: "/home/store.key")]
        let outcome = person.run("doctor")
        #expect(outcome.status == .failed)
        #expect(
            outcome.output.contains(
                "problem  Others who use this device can read or write /home/store.key.\n         `chmod go= '/home/store.key'`\n"))
    }

    @Test func `doctor is content with two who are well`() throws {
        let (ada, _) = try pair()
        _ = ada.run("kit")
        let outcome = ada.run("doctor")
        #expect(outcome.status == .done)
        #expect(outcome.output.hasSuffix("\nAll is well.\n"))
    }

    @Test func `a machine that is removed loses its access`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        let phone = Person(try couple.linkSecondDevice())
        let list = ada.run("devices")
        let short = try #require(list.output.firstMatch(of: /([0-9a-f]{8})  phone/)).output.1
        let removed = ada.run("devices", "remove", String(short))
        let refused = phone.run("sync")
        #expect(list.output.contains("this device\n"))
        #expect(removed.output == "phone is removed, and new keys are in use. It went through.\nLeft: this device.\n")
        #expect(refused.status == .failed)
        #expect(refused.errors.hasPrefix("Another of your devices removed this one.\n"))
    }

    @Test func `a machine linked a moment ago can be removed by its name, and without a network that is said plainly`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        for (seed, name) in [(3, "phone"), (4, "tablet")] as [(UInt64, String)] {
            let code = try PaperCode(parsing: couple.ada.client.link().text)
            try TestHome(couple.world, seed: seed).client.useLink(code, deviceName: name)
        }
        let unknown = ada.run("devices", "remove", "tablet", "--offline")
        let removed = ada.run("devices", "remove", "tablet")
        couple.ada.isOffline = true
        let kept = ada.run("devices", "remove", "phone", "--require-sync")
        let shape = ada.run("devices", "remove", "phone", "--json").output
        let list = ada.run("devices").output
        #expect(shape.contains(#""is_live":true,"is_ending":true"#))
        #expect(list.contains("being removed: goes out with the next sync\n") && list.matches(of: /, removed\n/).count == 1)
        #expect(unknown.errors.hasPrefix("None of your devices is called “tablet”.\n"))
        #expect(
            removed.output == "tablet is removed, and new keys are in use. It went through.\nLeft: this device, phone.\n")
        #expect(kept.status == .notSynced)
        #expect(
            kept.output
                == "phone will be removed once the server knows. Until then, it isn't cut off. The server can't be reached; it goes "
                + "out with the next sync.\n")
    }

    @Test func `history brings a version back`() throws {
        let (ada, _) = try pair()
        _ = ada.run("answer", "first-word", "--text", "one")
        _ = ada.run("answer", "first-word", "--text", "two")
        let history = ada.run("history", "first-word")
        let restored = ada.run("history", "first-word", "--restore", "1")
        let view = try ada.home.client.show(.firstWord)
        #expect(history.output.contains("Version 1, "))
        #expect(history.output.contains("edited since\n  one\n"))
        #expect(restored.output == "Version 1 is back. It went through.\n")
        #expect(view.rounds.first?.mine?.text == "one")
    }

    @Test func `the fingerprint is the same on both sides`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("status")
        let text = ada.run("fingerprint")
        let json = ben.run("fingerprint", "--json")
        #expect(text.errors == "Ben sees the same with `twofold fingerprint`, if no one is intercepting you.\n")
        #expect(json.output == #"{"fingerprint":"\#(text.output.dropLast())"}"# + "\n")
    }

    @Test func `an export goes to standard output or to a file of one's own`() throws {
        let (ada, _) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        let printed = ada.run("export", "--format", "json")
        let saved = ada.run("export", "--output", "a.json")
        let file = ada.files["a.json"]
        #expect(printed.output.contains("\"mine\": {\n            \"text\": \"home\","))
        #expect(saved.output == "Exported to a.json. Only you can read that file.\n")
        #expect(file != nil)
    }
}
