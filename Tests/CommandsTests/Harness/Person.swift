import Catalogue
import ClientCore
import Commands
import Machine
import Models
import Support

/// Somebody at a machine: runs command lines against a home, without a process.
final class Person {
    let home: TestHome
    let console = FakeConsole()
    let homes: FakeHomes
    let editor = FakeEditor()
    var files: [String: Bytes] = [:]
    /// By how much the clock has gone on each time that a command looks at it.
    var secondsPerLook: Int64 = 0
    var clock = WallClock(ahead: 0)

    /// - Parameter client: instead of the home's own.
    init(_ home: TestHome, client: (Client)? = nil) {
        self.home = home
        homes = FakeHomes(client ?? home.client)
    }

    /// Runs a command line and takes what it printed.
    func run(_ arguments: String...) -> Outcome { run(arguments) }

    func run(_ arguments: [String]) -> Outcome {
        console.clear()
        let context = Context(
            console: console, homes: homes, editor: editor,
            files: FileAccess(
                read: { path in
                    guard let bytes = self.files[path] else { throw NoFile() }
                    return bytes
                }, write: { self.files[$0] = $1 }),
            now: {
                self.home.clocks.ahead += self.secondsPerLook
                return self.home.clocks.wall
            }, clock: clock, deviceName: "desk")
        let status = Program(context: context).run(arguments)
        return Outcome(status: status, output: console.output, errors: console.errors)
    }

    /// Presses these keys, one for each time that one is waited for.
    func press(_ keys: String) { console.keys = keys.utf8.map { .pressed($0) } }

    /// Sits at a terminal of 100 columns, and types these lines.
    func sit(typing lines: String..., columns: Int = 100) {
        console.columns = columns
        console.isTerminal = true
        console.isInteractive = true
        console.typed = lines
    }
}

private struct NoFile: Error {}

/// Nobody has begun yet.
func newcomer() throws -> Person { try Person(TestHome(World(), seed: 9)) }

/// Somebody who has begun, without server and partner.
func beginner() throws -> Person {
    let person = try newcomer()
    _ = person.run("init", "--name", "Ada")
    return person
}

/// Two who are paired, Ada and Ben.
func pair() throws -> (ada: Person, ben: Person) {
    let couple = try TestPair()
    return (Person(couple.ada), Person(couple.ben))
}
