import ClientCore
import Commands
import Presentation
import Support
import Testing
import Vault

@Suite("Leaving, settings and exports")
struct LifeTests {
    @Test func `leaving offers an export, demands the word, and puts the couple away`() async throws {
        let (kept, left, export, archived) = try await offThePool {
            let (ada, _) = try pair()
            ada.sit(typing: "", "no")
            let kept = ada.run("leave")
            ada.sit(typing: "ours.json", "leave")
            let left = ada.run("leave")
            return (kept, left, ada.files["ours.json"] ?? [], ada.homes.archived)
        }
        #expect(kept.status == .failed)
        #expect(kept.errors.hasSuffix("Type leave to leave: You have not left; nothing was changed.\n"))
        #expect(left.errors.contains("Ben is told that you left."))
        #expect(
            left.output
                == "You have left. What you had read is kept here:\n`twofold prompts --former ben`.\n`twofold init` begins anew.\n")
        #expect(String(decoding: export, as: UTF8.self).hasPrefix("{\n  \"version\": 3,\n  \"exported\": \"20"))
        #expect(archived == ["Ben"])
    }

    @Test func `yes and no are no names of files`() async throws {
        let (no, yes, files) = try await offThePool {
            let (ada, _) = try pair()
            ada.sit(typing: "n", "no")
            let no = ada.run("leave")
            ada.sit(typing: "y", "ours.json", "leave")
            return (no, ada.run("leave"), Set(ada.files.keys))
        }
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

    @Test func `a couple that was left can be read and not changed`() async throws {
        let (shown, status, changed, missing) = try await offThePool {
            let (ada, ben) = try pair()
            _ = ada.run("answer", "first-word", "--text", "home")
            _ = ben.run("answer", "first-word", "--text", "light")
            try ada.home.sync()
            let later = Person(try TestHome(World(), seed: 7))
            later.homes.formers["ben"] = ada.home.client
            return (
                later.run("show", "first-word", "--former", "ben"), later.run("status", "--former", "ben", "--json"),
                later.run("history", "first-word", "--restore", "1", "--former", "ben"), later.run("prompts", "--former", "carl")
            )
        }
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
                == "reveal is now handshake.\nAnswers that you seal from now on open only after both of you have sealed, with "
                + "one more sync: "
                + "not even a partner who runs the server can look earlier.\n")
        #expect(person.run("config", "reveal").output == "handshake\n")
        #expect(
            person.run("config", "--json").output
                == #"{"name":null,"reveal":"handshake","server":null,"device-name":"desk","#
                + #""decks":"founding,openers,ours,vulnerability,wounds,shame,communication,engulfment,conflict,mismatch,busyness","#
                + #""depth":"2","cadence":"daily","pause":"off"}"# + "\n")
    }

    @Test func `doctor names what is wrong, and ends with 1`() throws {
        let person = try newcomer()
        _ = person.run("init")
        person.homes.flaws = [.openToOthers(path: "/home/store.key")]
        let outcome = person.run("doctor")
        #expect(outcome.status == .failed)
        #expect(
            outcome.output.contains(
                "problem  Others on this machine can read or write /home/store.key.\n         `chmod go= '/home/store.key'`\n"))
    }

    @Test func `doctor is content with two who are well`() async throws {
        let outcome = try await offThePool {
            let (ada, _) = try pair()
            _ = ada.run("kit")
            return ada.run("doctor")
        }
        #expect(outcome.status == .done)
        #expect(outcome.output.hasSuffix("\nAll is well.\n"))
    }

    @Test func `a machine that is removed loses its access`() async throws {
        let (list, removed, refused) = try await offThePool {
            let couple = try TestPair()
            let ada = Person(couple.ada)
            let phone = Person(try couple.linkSecondDevice())
            let list = ada.run("devices")
            let short = try #require(list.output.firstMatch(of: /([0-9a-f]{8})  phone/)).output.1
            return (list, ada.run("devices", "remove", String(short)), phone.run("sync"))
        }
        #expect(list.output.contains("this machine\n"))
        #expect(removed.output == "phone is removed, and new keys are in use. It went through.\nLeft: this machine.\n")
        #expect(refused.status == .failed)
        #expect(refused.errors.hasPrefix("Another of your machines has removed this one.\n"))
    }

    @Test
    func `a machine linked a moment ago can be removed by its name, and without a network that is said plainly`() async throws {
        let (unknown, removed, kept) = try await offThePool {
            let couple = try TestPair()
            let ada = Person(couple.ada)
            for (seed, name) in [(3, "phone"), (4, "tablet")] as [(UInt64, String)] {
                let code = try PaperCode(parsing: couple.ada.client.link().text)
                try TestHome(couple.world, seed: seed).client.useLink(code, deviceName: name)
            }
            let unknown = ada.run("devices", "remove", "tablet", "--offline")
            let removed = ada.run("devices", "remove", "tablet")
            couple.ada.isOffline = true
            return (unknown, removed, ada.run("devices", "remove", "phone", "--require-sync"))
        }
        #expect(unknown.errors.hasPrefix("None of your devices is called “tablet”.\n"))
        #expect(
            removed.output == "tablet is removed, and new keys are in use. It went through.\nLeft: this machine, phone.\n")
        #expect(kept.status == .notSynced)
        #expect(
            kept.output
                == "phone is to be removed. It is not cut off before the server knows. The server could not be reached; it goes out with "
                + "the next sync.\n")
    }

    @Test func `history brings a version back`() async throws {
        let (history, restored, view) = try await offThePool {
            let (ada, _) = try pair()
            _ = ada.run("answer", "first-word", "--text", "one")
            _ = ada.run("answer", "first-word", "--text", "two")
            let history = ada.run("history", "first-word")
            return (history, ada.run("history", "first-word", "--restore", "1"), try ada.home.client.show("founding/first-word"))
        }
        #expect(history.output.contains("Version 1, "))
        #expect(history.output.contains("edited since\n  one\n"))
        #expect(restored.output == "Version 1 is back. It went through.\n")
        #expect(view.rounds.first?.mine?.text == "one")
    }

    @Test func `the fingerprint is the same on both sides`() async throws {
        let (ada, ben) = try await offThePool {
            let (ada, ben) = try pair()
            _ = ada.run("status")
            return (ada.run("fingerprint"), ben.run("fingerprint", "--json"))
        }
        #expect(ada.errors == "Ben sees the same with `twofold fingerprint`, if nobody stands between you.\n")
        #expect(ben.output == #"{"fingerprint":"\#(ada.output.dropLast())"}"# + "\n")
    }

    @Test func `an export goes to standard output or to a file of one's own`() async throws {
        let (printed, saved, file) = try await offThePool {
            let (ada, _) = try pair()
            _ = ada.run("answer", "first-word", "--text", "home")
            return (ada.run("export", "--format", "json"), ada.run("export", "--output", "a.json"), ada.files["a.json"])
        }
        #expect(printed.output.contains("\"mine\": {\n            \"text\": \"home\","))
        #expect(saved.output == "Exported to a.json, readable by you alone.\n")
        #expect(file != nil)
    }
}
