import ClientCore
import Commands
import Machine
import Models
import Presentation
import ServerCore
import Support
import TestTraits
import Testing

@Suite("The first commands", .onOwnThreads)
struct StartingTests {
    @Test func `init asks for nothing where nobody can be asked`() throws {
        let person = try newcomer()
        let outcome = person.run("init", "--name", "Ada")
        #expect(
            outcome.output
                == "You're ready. `twofold config server -` takes the address of a server; then `twofold invite` makes "
                + "a code for your partner. You can answer right away: `twofold answer`.\n")
        #expect(person.run("init").errors.hasPrefix("Twofold is already set up here.\n"))
    }

    @Test func `init asks for server and name on a terminal, and says what answers there`() throws {
        let person = try newcomer()
        person.sit(typing: World.address, "Ada")
        let outcome = person.run("init")
        let name = try person.home.client.setting(.name)
        let server = try person.home.client.setting(.server)
        #expect(
            outcome.output
                == "A Twofold server answers there (version test).\n"
                + "You're ready. `twofold invite` makes a code for your partner. You can answer\nright away: `twofold answer`.\n")
        #expect(name == "Ada" && server == World.address)
    }

    // MARK: The server's line
    private static let pin = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"
    private static let token = "0123456789ABCDEFGHJKMNPQRS"
    private static let line = "twofold init --server 'https://hall.lan:8420/#pin=\(pin)&registration=\(token)'"

    @Test func `the server's line is read from standard input, with its token`() throws {
        let person = try newcomer()
        person.console.input = Array("listening on \(World.address)\ninit '\(World.address)/#registration=\(Self.token)'\n".utf8)
        let outcome = person.run("init", "--server", "-", "--json")
        #expect(
            outcome.output
                == #"{"initialised":true,"name":null,"server":"http://127.0.0.1:8420","server_version":"test","server_trouble":null}"#
                + "\n")
    }

    @Test(arguments: [
        [line], ["listening on https://hall.lan:8420", line], [String(line.prefix(60)), String(line.dropFirst(60))],
        [String(line.prefix(95)), String(line.dropFirst(95))], ["my server", line],
        ["https://hall.lan:8420/", "#pin=\(pin)&registration=\(token)"],
    ])
    func `a paste of several lines at init is one answer, wherever it is broken`(lines: [String]) throws {
        let person = try newcomer()
        person.sit()
        person.console.typed = lines + ["Ada"]
        #expect(person.run("init").status == .done)
        let address = try person.home.client.serverAddress()
        let name = try person.home.client.setting(.name)
        let pin = try #require(CertificatePin(bytes: Bytes(repeating: 7, count: 32)))
        #expect(address == ServerAddress(isSecure: true, host: "hall.lan", port: 8420, trust: .pin(pin)))
        #expect(name == "Ada")
    }

    @Test func `three lines that name no server end it, and nothing has begun`() throws {
        let person = try newcomer()
        person.sit(typing: "hall", "the server", "hall again")
        let outcome = person.run("init")
        #expect(outcome.status == .usage)
        #expect(outcome.errors.components(of: "That isn't a server's address") == 3)
        #expect(person.run("status").errors.hasPrefix("Twofold isn't set up here yet."))
    }

    @Test func `the code of an invitation is no server's line, and says where it belongs`() throws {
        let world = try World()
        let ada = Person(try TestHome(world, seed: 1))
        _ = ada.run("init", "--server", World.address)
        let code = try #require(ada.run("invite", "--json").output.firstMatch(of: /"code":"([^"]+)"/)).output.1
        let outcome = Person(try TestHome(world, seed: 2)).run("init", "--server", String(code))
        #expect(outcome.errors.hasPrefix("That's a code, from your partner or from one of your devices"))
        #expect(outcome.errors.contains("`twofold join`"))
    }

    @Test(arguments: [
        (NetworkFault.requestLost, "unreachable", "The server can't be reached."),
        (.foreignReply, "not_twofold", "What answers there isn't a Twofold server."),
    ])
    func `init says what answers, and keeps the address whatever it is`(fault: NetworkFault, code: String, sentence: String) throws
    {
        let person = try newcomer()
        person.home.transport.fault = { _ in fault }
        let outcome = person.run("init", "--server", World.address)
        let scripted = try newcomer()
        scripted.home.transport.fault = { _ in fault }
        let json = scripted.run("init", "--server", World.address, "--json")
        let server = try person.home.client.setting(.server)
        let config = person.run("config", "server", World.address)
        #expect(outcome.status == .done && json.status == .done && config.status == .done)
        #expect(outcome.output.hasPrefix(sentence + " The address is saved all the same. "))
        #expect(outcome.output.contains("You're ready."))
        #expect(json.output.contains(#""server_version":null,"server_trouble":{"code":"\#(code)","#))
        #expect(server == World.address)
        #expect(config.output.hasPrefix(sentence + " The address is saved all the same. "))
    }

    @Test func `a server that takes nobody new without its token says so at once`() throws {
        let world = try World(registration: Registration(token: Self.token))
        func begin(_ line: String, _ seed: UInt64) throws -> Outcome {
            Person(try TestHome(world, seed: seed)).run("init", "--server", line)
        }
        let without = try begin(World.address, 1)
        let with = try begin("\(World.address)/#registration=\(Self.token)", 2)
        #expect(
            without.output.contains(
                "It takes new couples only with a registration token: `twofold config server -` takes the whole line."))
        #expect(!with.output.contains("token"))
    }

    @Test func `config takes the token alone, for the server of this home`() throws {
        let person = Person(try TestHome(World(registration: Registration(token: Self.token)), seed: 1))
        _ = person.run("init", "--server", World.address)
        person.console.input = Array("\(Self.token)\n".utf8)
        let outcome = person.run("config", "server", "-")
        let invited = person.run("invite", "--json")
        #expect(outcome.output.hasPrefix("A Twofold server answers there (version test).\n"))
        #expect(outcome.status == .done && invited.status == .done)
    }

    @Test func `invite waits on a terminal and greets the partner with the fingerprint`() throws {
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
        let outcome = ada.run("invite")
        let fingerprint = try ben.home.client.fingerprint()
        #expect(outcome.status == .done)
        #expect(outcome.output.replacing("\n", with: " ").contains("For your partner, and for no one else. It works once, until "))
        #expect(outcome.output.contains("Waiting for your partner to join. Any key stops the waiting;"))
        #expect(outcome.output.contains("\nBen has joined you. Good to have you both here.\n"))
        #expect(outcome.output.contains(try #require(fingerprint)))
        #expect(outcome.errors.isEmpty, "the greeting is not repeated as a notice")
    }

    @Test func `where the waiting was stopped and goes on, the code is there again`() throws {
        let person = try newcomer()
        _ = person.run("init", "--server", World.address)
        person.sit()
        person.console.keys = [.resumed, .pressed(0x20)]
        let outcome = person.run("invite")
        #expect(outcome.output.matches(of: /127\.0\.0\.1:8420\/[0-9A-Z-]+/).count == 2)
        #expect(outcome.output.ranges(of: "Waiting for your partner to join.").count == 2)
    }

    @Test func `a key ends the waiting`() throws {
        let person = try newcomer()
        _ = person.run("init", "--server", World.address)
        person.sit()
        person.console.keys = [.timedOut, .pressed(0x20)]
        let outcome = person.run("invite")
        #expect(outcome.output.hasSuffix("The code stays good. `twofold status` says when your partner has joined.\n"))
    }

    @Test func `join reads its code from standard input and tells whom one is with`() throws {
        let world = try World()
        let ada = Person(try TestHome(world, seed: 1))
        let ben = Person(try TestHome(world, seed: 2))
        _ = ada.run("init", "--name", "Ada", "--server", World.address)
        let invited = ada.run("invite", "--json")
        ben.console.input = Array(try #require(invited.output.firstMatch(of: /"code":"([^"]+)"/)).output.1.utf8)
        let joined = ben.run("join")
        #expect(invited.output.contains(#","expires":""#))
        #expect(joined.output.hasPrefix("You're paired. Good to have you both here.\n"))
        #expect(
            joined.output.hasSuffix(
                "Begin with `twofold answer`. `twofold kit` makes a recovery kit, for the day a device is lost.\n")
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

    @Test func `link warns before it makes this machine somebody's own`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        let code = try #require(ada.run("link", "--json").output.firstMatch(of: /"code":"([^"]+)"/)).output.1
        let phone = Person(try TestHome(couple.world, seed: 3))
        phone.sit(typing: "n")
        let warned = phone.run("link", String(code))
        phone.sit(typing: String(code), "yes")
        let done = phone.run("link", "-")
        let status = phone.run("status", "--json")
        #expect(warned.status == .failed)
        #expect(
            warned.errors.hasPrefix(
                "Use only a code from a device of your own: from then on, this device reads\nand writes as its owner.\n"
                    + "Is the code yours? [y/N] Nothing was linked.\n"))
        #expect(
            done.output.replacing("\n", with: " ")
                == "This device is now one of yours, with everything you have. You have a device called “desk” already, so this one is "
                + "“desk-2”. `twofold config device-name` changes that. ")
        #expect(Set(try phone.home.client.devices().compactMap(\.name)).isSuperset(of: ["desk", "desk-2"]))
        #expect(status.output.contains(#""name":"Ada","partner":"Ben","paired":true"#))
    }

    @Test func `link waits on a terminal, and names the device that came`() throws {
        let couple = try TestPair()
        let (ada, phone) = (Person(couple.ada), Person(try TestHome(couple.world, seed: 3)))
        _ = ada.run("status")
        ada.sit()
        ada.console.keys = [.timedOut, .timedOut, .timedOut, .timedOut]
        var waits = 0
        ada.console.whileWaiting = {
            waits += 1
            guard waits == 2, let code = ada.console.output.firstMatch(of: /127\.0\.0\.1:8420\/[0-9A-Z-]+/) else { return }
            _ = phone.run("link", String(code.output), "--device-name", "phone")
        }
        let outcome = ada.run("link")
        #expect(outcome.status == .done)
        #expect(waits == 2)
        let said = outcome.output.replacing("\n", with: " ")
        #expect(said.contains("Waiting for your other device. Any key ends the waiting; the code stays good. "))
        #expect(outcome.output.hasSuffix("\nphone is linked.\n"))
        #expect(outcome.errors.isEmpty, "the device is not announced a second time")
        ada.console.whileWaiting = {}
        let listed = ada.run("devices").output
        #expect(listed.contains("phone") && !listed.contains("link code,") && !listed.contains("removed"))
    }

    @Test(arguments: [[KeyPress.timedOut, .pressed(0x20)], []]) func `a key ends the waiting of link`(keys: [KeyPress]) throws {
        let ada = Person(try TestPair().ada)
        ada.sit()
        ada.console.keys = keys
        let outcome = ada.run("link")
        #expect(outcome.status == .done)
        let said = outcome.output.replacing("\n", with: " ")
        #expect(said.hasSuffix("The code stays good. `twofold devices` shows your other device once it's there. "))
    }

    @Test func `link waits for nobody where it is told so, and through an outage`() throws {
        let ada = Person(try TestPair().ada)
        ada.sit()
        #expect(!ada.run("link", "--no-wait").output.contains("Waiting"))
        ada.console.keys = [.timedOut, .pressed(0x20)]
        ada.console.whileWaiting = { ada.home.isOffline = true }
        #expect(ada.run("link").status == .done)
    }

    @Test func `a kit is printed, checked and used`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        let kit = ada.run("kit", "--json")
        let code = String(try #require(kit.output.firstMatch(of: /"code":"([^"]+)"/)).output.1)
        ada.console.input = Array(code.utf8)
        let check = ada.run("kit", "--check")
        let machine = Person(try TestHome(couple.world, seed: 3))
        let recovered = machine.run("recover", code)
        let wrong = ada.run("link", code)
        #expect(kit.output.hasSuffix(#","expires":null,"added_by_former":[]}"# + "\n"))
        #expect(check.output == "This kit works: it would bring everything back.\n")
        #expect(
            recovered.output
                == "This device is now one of yours, with everything the server has of you. What only another of your "
                + "devices holds comes with its next sync.\nYou have a device called “desk” already, so this one is “desk-2”. "
                + "`twofold config device-name` changes that.\nTo be safe, answers are revealed one sync later here. For the quicker "
                + "way: `twofold config reveal escrow`\n")
        #expect(wrong.errors == "That's a recovery kit.\n`twofold recover` takes it; `twofold kit --check` checks it.\n")
    }
}
