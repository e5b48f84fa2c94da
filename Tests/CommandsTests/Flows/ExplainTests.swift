import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("What sync explains", .onOwnThreads)
struct ExplainTests {
    @Test func `sync explains what waits, why, and what to do next`() throws {
        let (ada, _) = try pair()
        ada.sit(columns: 80)
        _ = ada.run("answer", "first-word", "--text", "A secret marker.")
        let outcome = ada.run("sync", "--explain")
        #expect(outcome.status == .done)
        #expect(
            outcome.output == """
                Up to date; nothing new.

                note     You've answered founding/first-word. It's revealed once Ben seals
                         too. The latest from Ben was written just now; what's on a device
                         that hasn't synced, no one here can know.
                         There's nothing you need to do; ask Ben to sync, if you like.

                """)
        #expect(outcome.errors == "")
    }

    @Test func `sync that fails explains why, and ends with 1`() throws {
        let (ada, _) = try pair()
        ada.home.isOffline = true
        _ = ada.run("answer", "first-word", "--text", "A secret marker.")
        let text = ada.run("sync", "--explain")
        let json = ada.run("sync", "--explain", "--json")
        #expect(text.status == .failed && json.status == .failed)
        #expect(
            text.output == """
                problem  The server can't be reached. What you did is safe here, and goes out once it answers.
                         Check that this device is online and the server is running; then `twofold sync`.
                note     1 change is waiting to be sent.
                         `twofold sync`

                """)
        #expect(json.output.hasPrefix(#"{"pushed":0,"pulled":0,"pending":1,"opened":[],"error":{"code":"unreachable","#))
        #expect(json.output.contains(#""findings":[{"level":"problem","code":"unreachable","#))
        #expect(json.output.contains(#"{"level":"note","code":"pending","#))
        #expect(!(text.output + json.output).contains("marker"))
    }

    @Test func `nothing to explain is said too`() throws {
        let (ada, _) = try pair()
        let text = ada.run("sync", "--explain")
        let json = ada.run("sync", "--explain", "--json")
        let plain = ada.run("sync", "--json")
        #expect(text.output == "Up to date; nothing new.\n\nNothing is waiting, and nothing is wrong.\n")
        #expect(json.output == #"{"pushed":0,"pulled":0,"pending":0,"opened":[],"findings":[]}"# + "\n")
        #expect(plain.output == #"{"pushed":0,"pulled":0,"pending":0,"opened":[]}"# + "\n")
    }

    @Test func `an edit that lost is told once by a command, and again whenever it is asked for`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        let phone = Person(try couple.linkSecondDevice())
        _ = ada.run("answer", "first-word", "--text", "On the desk.", "--draft", "--offline")
        couple.world.time.advance(seconds: 60)
        _ = phone.run("answer", "first-word", "--text", "On the phone.", "--draft")
        let explained = ada.run("sync", "--explain")
        let doctor = ada.run("doctor")
        let status = ada.run("status")
        let sentence = "A later version of founding/first-word came from another of your devices, and that one counts."
        #expect(explained.output.contains(sentence) && explained.errors == "")
        #expect(doctor.output.contains(sentence))
        #expect(!status.errors.contains("A later version"))
    }

    @Test func `doctor prints the same for scripts, and ends with 1 where there is a problem`() throws {
        let (ada, _) = try pair()
        let well = ada.run("doctor", "--json")
        ada.home.isOffline = true
        let ill = ada.run("doctor", "--json")
        #expect(well.status == .done && ill.status == .failed)
        #expect(
            well.output.hasPrefix(#"[{"level":"fine","code":"home","message":"The home is readable.","next":null,"command":null,"#))
        #expect(ill.output.contains(#"{"level":"problem","code":"unreachable","#))
    }

    @Test func `what was held back opens with the command that is named`() throws {
        let (ada, ben) = try pair()
        for person in [ada, ben] { _ = person.run("config", "reveal", "handshake") }
        _ = ada.run("answer", "first-word", "--text", "Regretted.")
        _ = ada.run("withdraw", "first-word", "--offline")
        _ = ben.run("answer", "first-word", "--text", "light")
        let explained = ada.run("sync", "--explain", "--json")
        _ = ada.run("seal", "founding/first-word")
        _ = ben.run("sync")
        _ = ada.run("sync")
        let opened = ada.run("show", "first-word", "--json")
        #expect(explained.output.contains(#""code":"held_back""#))
        #expect(explained.output.contains(#""command":"twofold seal founding/first-word""#))
        #expect(opened.output.contains(#""state":"revealed""#))
    }
}
