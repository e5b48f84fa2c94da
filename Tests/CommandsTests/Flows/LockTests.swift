import Commands
import Machine
import Models
import Presentation
import Support
import Testing

@Suite("Locking and unlocking")
struct LockTests {
    private let person: Person
    private var lock: FakeLock { person.homes.lock }

    init() throws {
        person = try newcomer()
        _ = person.run("init")
    }

    @Test func `the first time a passphrase is asked for twice, and explained`() {
        person.sit(typing: "open sesame", "open sesame")
        let outcome = person.run("lock")
        #expect(outcome.output == "Locked. From now on, `twofold unlock` opens this home for a while.\n")
        #expect(outcome.errors.hasPrefix("Four or five words that no one would guess make a good passphrase."))
        #expect(outcome.errors.hasSuffix("New passphrase: Once more: "))
        #expect(lock.passphrase == "open sesame" && lock.isLocked)
        #expect(person.run("lock").output == "Locked.\n")
    }

    @Test(arguments: [
        (["open sesame", "open sesamy"], "The two aren't the same.\n"), (["open sesame"], "The two aren't the same.\n"),
        (["short", "short"], "A passphrase needs at least eight characters.\n"),
    ])
    func `what is mistyped sets none`(typed: [String], sentence: String) {
        person.sit(typing: "")
        person.console.typed = typed
        let outcome = person.run("lock")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.contains(sentence))
        #expect(lock.passphrase == nil)
    }

    @Test func `a script gives it on standard input, once or twice`() {
        for input in ["open sesame\n", "open sesame\nopen sesame\n"] {
            lock.passphrase = nil
            person.console.input = Bytes(input.utf8)
            #expect(person.run("lock", "--json").output == "{\"locked\":true}\n")
            #expect(lock.passphrase == "open sesame")
        }
        lock.passphrase = nil
        person.console.input = []
        #expect(person.run("lock", "--json").output.hasPrefix(#"{"error":{"code":"passphrase_missing","#))
    }

    @Test func `a locked home says so, and what to do`() {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        for arguments in [["status"], ["answer", "first-word", "--text", "x"], ["sync"], ["prompts"], ["export"], ["doctor"], []] {
            let outcome = person.run(arguments)
            #expect(outcome.status == .failed)
            #expect(outcome.errors == "This home is locked.\n`twofold unlock` opens it for a while.\n")
        }
        #expect(
            person.run("status", "--json").output
                == #"{"error":{"code":"locked","message":"This home is locked.","next":"`twofold unlock` opens it for a while.","words":null}}"#
                + "\n")
        #expect(person.run("help").status == .done)
        #expect(person.run("--version").status == .done)
    }

    @Test func `on a terminal it asks, for this command alone; for a script it does not`() {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        person.sit(typing: "open sesame")
        let outcome = person.run("status")
        #expect(outcome.status == .done)
        #expect(outcome.errors.hasPrefix("This home is locked. Passphrase: "))
        #expect(lock.period == nil && person.homes.isSettled)
        lock.isLocked = true
        person.sit(typing: "open sesamy")
        #expect(person.run("status").errors.hasSuffix("That isn't the passphrase.\nNothing was changed; try again.\n"))
        person.sit(typing: "open sesame")
        #expect(person.run("status", "--json").output.contains(#""code":"locked""#))
    }

    @Test func `while a passphrase becomes a key, that is said, and no key is heard`() {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        person.sit(typing: "open sesame")
        person.console.complaintsAreSeen = true
        let outcome = person.run("status")
        #expect(outcome.errors == "This home is locked. Passphrase: Opening your home …\r\u{1B}[2K")
        #expect(person.console.longWaits == 1)
    }

    @Test(arguments: [0, 1, 2, 3]) func `a slip at the passphrase is forgiven twice`(slips: Int) {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        person.sit()
        person.console.typed = Array(repeating: "open sesamy", count: slips) + ["open sesame"]
        #expect(person.run("status").status == (slips < 3 ? .done : .failed))
    }

    @Test(
        arguments: [
            ([], 900), (["--for", "90s"], 90), (["--for", "15m"], 900), (["--for", "1h"], 3600), (["--for", "1h30m"], 5400),
            (["--for", "24h"], 86_400),
        ] as [([String], Int64)])
    func `unlock opens it for the time given`(arguments: [String], seconds: Int64) {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        person.console.input = Bytes("open sesame\n".utf8)
        #expect(person.run(["unlock"] + arguments).output.hasPrefix("Unlocked until "))
        #expect(lock.period?.seconds == seconds)
        #expect(person.run("status").status == .done)
    }

    @Test(arguments: ["", "0s", "15", "1d", "25h", "m", "-5m", "1m1h", "99999999h", "1h 5m"])
    func `a time that is none is wrong usage`(time: String) {
        lock.passphrase = "open sesame"
        #expect(person.run("unlock", "--for", time).status == .usage)
    }

    @Test func `a wrong passphrase changes nothing`() {
        (lock.passphrase, lock.isLocked) = ("open sesame", true)
        for arguments in [["unlock"], ["lock", "--change"], ["lock", "--off"]] {
            person.console.input = Bytes("open sesamy\nanother one\nanother one\n".utf8)
            #expect(person.run(arguments + ["--json"]).output.hasPrefix(#"{"error":{"code":"wrong_passphrase","#))
            #expect(lock.passphrase == "open sesame" && lock.isLocked)
        }
    }

    @Test func `it can be changed, and taken away`() {
        lock.passphrase = "open sesame"
        person.console.input = Bytes("open sesame\nanother one\nanother one\n".utf8)
        #expect(person.run("lock", "--change").output == "Passphrase changed.\n")
        #expect(lock.passphrase == "another one")
        person.console.input = Bytes("another one\n".utf8)
        #expect(
            person.run("lock", "--off").output
                == "Passphrase removed. The keys are stored unencrypted in this home's folder again.\n")
        #expect(lock.passphrase == nil)
        for arguments in [["unlock"], ["lock", "--change"], ["lock", "--off"]] {
            #expect(person.run(arguments + ["--json"]).output.hasPrefix(#"{"error":{"code":"no_passphrase","#))
        }
    }

    @Test func `an open editor is mentioned`() {
        lock.passphrase = "open sesame"
        lock.editorIsOpen = true
        #expect(person.run("lock").errors == "An editor is still open. Its words stay in a file until you close it.\n")
    }
}
