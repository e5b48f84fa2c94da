import Support

/// Ada and Ben, paired through a real server.
package struct Couple: Sendable {
    package let ada: Person
    package let ben: Person

    package init(ada: Person, ben: Person) {
        self.ada = ada
        self.ben = ben
    }

    package init(on server: RunningServer) async throws {
        ada = try Person("Ada")
        ben = try Person("Ben")
        try await ada.twofold("init", "--server", server.url, "--name", "Ada")
        try await ben.twofold("join", "--name", "Ben", input: try ada.code("invite"))
        try await ada.sync()
        try await ben.sync()
    }

    package var both: [Person] { [ada, ben] }

    /// Both seal the same prompt, and see it revealed.
    package func reveal(_ prompt: String, _ adas: String, _ bens: String) async throws {
        try await ada.answer(prompt, adas)
        try await ben.answer(prompt, bens)
        for person in [ada, ben, ada, ben] { try await person.sync() }
    }
}

extension Person {
    /// The code that `invite`, `link` or `kit` prints.
    package func code(_ command: String...) async throws -> String {
        let ended = try await run(command + ["--json"])
        guard let code = try ended.json["code"]?.text else { throw UnexpectedEnd(command: [name] + command, ended: ended) }
        return code
    }

    /// Another device of the same partner.
    package func linked(_ name: String) async throws -> Person {
        let other = try Person(name)
        try await other.twofold("link", "-", "--yes", "--device-name", name, input: try code("link"))
        try await other.sync()
        return other
    }
}
