import ClientCore
import Commands
import Support
import Testing

@Suite struct StartingTests {
    @Test func `init asks for nothing where nobody can be asked`() throws {
        let person = try newcomer()
        let outcome = person.run("init", "--name", "Ada")
        #expect(
            outcome.output
                == "You are ready. `twofold config server -` reads the address of a server; `twofold invite` then makes a code "
                + "for your partner. You can answer right away: `twofold answer`.\n")
        #expect(person.run("init").errors.hasPrefix("Twofold is set up here already.\n"))
    }

    @Test func `init asks for server and name on a terminal`() throws {
        let person = try newcomer()
        person.sit(typing: World.address, "Ada")
        let outcome = person.run("init")
        #expect(
            outcome.output
                == "You are ready. `twofold invite` makes a code for your partner. You can\nanswer right away: `twofold answer`.\n")
        #expect(try person.home.client.setting(.name) == "Ada")
        #expect(try person.home.client.setting(.server) == World.address)
    }

    @Test func `the server's address is read from standard input, with its token`() throws {
        let person = try newcomer()
        person.console.input = Array("\(World.address)/#registration=secret\n".utf8)
        #expect(
            person.run("init", "--server", "-", "--json").output
                == #"{"initialised":true,"name":null,"server":"http://127.0.0.1:8420"}"# + "\n")
    }

    @Test func `invite waits on a terminal and greets the partner with the fingerprint`() async throws {
        let (outcome, fingerprint) = try await offThePool {
            let world = try World()
            let ada = Person(try TestHome(world, seed: 1))
            let ben = Person(try TestHome(world, seed: 2))
            _ = ada.run("init", "--name", "Ada", "--server", World.address)
            ada.sit()
            ada.console.keys = [.timedOut, .timedOut, .timedOut]
            var waits = 0
            ada.console.whileWaiting = {
                waits += 1
                guard waits == 2, let code = ada.console.output.firstMatch(of: /127\.0\.0\.1:8420\/[0-9A-Z-]+/) else { return }
                _ = ben.run("join", String(code.output), "--name", "Ben")
            }
            return (ada.run("invite"), try ben.home.client.fingerprint())
        }
        #expect(outcome.status == .done)
        #expect(outcome.output.hasPrefix("Give this code to your partner, and to nobody else. It works once, until "))
        #expect(outcome.output.contains("Waiting for them to join. Any key ends the waiting; the code stays good."))
        #expect(outcome.output.contains("\nBen has joined you. Good to have you both here.\n"))
        #expect(outcome.output.contains(try #require(fingerprint)))
        #expect(outcome.errors.isEmpty, "the greeting is not repeated as a notice")
    }

    @Test func `a key ends the waiting`() async throws {
        let outcome = try await offThePool {
            let person = try newcomer()
            _ = person.run("init", "--server", World.address)
            person.sit()
            person.console.keys = [.timedOut, .pressed(0x20)]
            return person.run("invite")
        }
        #expect(outcome.output.hasSuffix("The code stays good. `twofold status` tells once they have joined.\n"))
    }

    @Test func `join reads its code from standard input and tells whom one is with`() async throws {
        let (invited, joined) = try await offThePool {
            let world = try World()
            let ada = Person(try TestHome(world, seed: 1))
            let ben = Person(try TestHome(world, seed: 2))
            _ = ada.run("init", "--name", "Ada", "--server", World.address)
            let invited = ada.run("invite", "--json")
            ben.console.input = Array(try #require(invited.output.firstMatch(of: /"code":"([^"]+)"/)).output.1.utf8)
            return (invited, ben.run("join"))
        }
        #expect(invited.output.contains(#","expires":""#))
        #expect(joined.output.hasPrefix("You are paired. Good to have you both here.\n"))
        #expect(
            joined.output.hasSuffix("`twofold answer` begins. `twofold kit` makes a recovery kit, for the day a machine is lost.\n")
        )
    }

    @Test(arguments: [
        ("nonsense", "code_no_address"), ("127.0.0.1:8420/0000", "code_wrong_length"),
        ("127.0.0.1:8420/0000-0000-0000-0000-0000-0000-0000-0000", "code_mistyped"), ("127.0.0.1:8420/U", "code_unknown_character"),
    ])
    func `a code that is none is refused before anything is sent`(code: String, error: String) throws {
        let outcome = try newcomer().run("join", code, "--json")
        #expect(outcome.status == .failed)
        #expect(outcome.output.hasPrefix(#"{"error":{"code":"\#(error)""#))
    }

    @Test func `link warns before it makes this machine somebody's own`() async throws {
        let (warned, done, status) = try await offThePool {
            let couple = try TestPair()
            let ada = Person(couple.ada)
            let code = try #require(ada.run("link", "--json").output.firstMatch(of: /"code":"([^"]+)"/)).output.1
            let phone = Person(try TestHome(couple.world, seed: 3))
            phone.sit(typing: "n")
            let warned = phone.run("link", String(code))
            phone.sit(typing: String(code), "yes")
            return (warned, phone.run("link", "-"), phone.run("status", "--json"))
        }
        #expect(warned.status == .failed)
        #expect(
            warned.errors.hasPrefix(
                "This makes this machine one of the code's owner: it signs and reads in their\nname.\n"
                    + "Is the code yours? [y/N] Nothing was linked.\n"))
        #expect(done.output == "This machine is one of yours now, with all that you have.\n")
        #expect(status.output.contains(#""name":"Ada","partner":"Ben","paired":true"#))
    }

    @Test func `a kit is printed, checked and used`() async throws {
        let (kit, check, recovered, wrong) = try await offThePool {
            let couple = try TestPair()
            let ada = Person(couple.ada)
            let kit = ada.run("kit", "--json")
            let code = String(try #require(kit.output.firstMatch(of: /"code":"([^"]+)"/)).output.1)
            ada.console.input = Array(code.utf8)
            let check = ada.run("kit", "--check")
            let machine = Person(try TestHome(couple.world, seed: 3))
            return (kit, check, machine.run("recover", code), ada.run("link", code))
        }
        #expect(kit.output.hasSuffix(#","expires":null}"# + "\n"))
        #expect(check.output == "This kit is good: it would bring everything back.\n")
        #expect(
            recovered.output
                == "Everything is back. This machine is one of yours now.\n"
                + "Your answers open by handshake here; `twofold config reveal escrow` changes it.\n")
        #expect(wrong.errors == "That is a recovery kit.\n`twofold recover` takes it; `twofold kit --check` checks it.\n")
    }
}
