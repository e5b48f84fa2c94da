import Catalogue
import ClientCore
import Commands
import Machine
import Models
import Support

/// Someone at a device: runs command lines against a home, without a process.
final class Person {
    let home: TestHome
    let console = FakeConsole()
    let homes: FakeHomes
    let editor = FakeEditor()
    var files: [String: Bytes] = [:]
    var isDiskFull = false
    /// How far the clock advances each time a command reads it.
    var secondsPerLook: Int64 = 0
    var clock = WallClock(ahead: 0)

    /// - Parameter client: used instead of the home's own.
    init(_ home: TestHome, client: (Client)? = nil) {
        self.home = home
        homes = FakeHomes(client ?? home.client)
    }

    /// Runs a command line, and returns its output.
    func run(_ arguments: String...) -> Outcome { run(arguments) }

    func run(_ arguments: [String]) -> Outcome {
        console.clear()
        let context = Context(
            console: console, homes: homes, editor: editor,
            files: FileAccess(
                read: { path in
                    guard let bytes = self.files[path] else { throw NoFile() }
                    return bytes
                },
                write: {
                    guard !self.isDiskFull else { throw NoFile() }
                    self.files[$0] = $1
                },
                check: { if $0.hasPrefix("/nonexistent/") { throw NoFile() } }),
            now: {
                self.home.clocks.ahead += self.secondsPerLook
                return self.home.clocks.wall
            }, clock: clock, deviceName: "desk")
        let status = Program(context: context).run(arguments)
        return Outcome(status: status, output: console.output, errors: console.errors)
    }

    /// Presses these keys, one per wait.
    func press(_ keys: String) { console.keys = keys.utf8.map { .pressed($0) } }

    /// Uses a terminal of 100 columns, and types these lines.
    func sit(typing lines: String..., columns: Int = 100) {
        console.columns = columns
        console.isTerminal = true
        console.isInteractive = true
        console.typed = lines
    }
}

private struct NoFile: Error {}

/// A home that hasn't been initialised.
func newcomer() throws -> Person { try Person(TestHome(World(), seed: 9)) }

/// An initialised home without a server or a partner.
func beginner() throws -> Person {
    let person = try newcomer()
    _ = person.run("init", "--name", "Ada")
    return person
}

/// Ada and Ben, paired.
func pair() throws -> (ada: Person, ben: Person) {
    let couple = try TestPair()
    return (Person(couple.ada), Person(couple.ben))
}
