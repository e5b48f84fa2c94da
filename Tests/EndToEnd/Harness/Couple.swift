import Support

/// Ada and Ben, paired through a real server.
struct Couple: Sendable {
    let ada: Person
    let ben: Person

    init(ada: Person, ben: Person) {
        self.ada = ada
        self.ben = ben
    }

    init(on server: RunningServer) async throws {
        ada = try Person("Ada")
        ben = try Person("Ben")
        try await ada.twofold("init", "--server", server.url, "--name", "Ada")
        try await ben.twofold("join", "--name", "Ben", input: try ada.code("invite"))
        try await ada.sync()
        try await ben.sync()
    }

    var both: [Person] { [ada, ben] }

    /// Both seal the same prompt and see it open.
    func reveal(_ prompt: String, _ adas: String, _ bens: String) async throws {
        try await ada.answer(prompt, adas)
        try await ben.answer(prompt, bens)
        for person in [ada, ben, ada, ben] { try await person.sync() }
    }
}

extension Person {
    /// The code that `invite`, `link` or `kit` makes.
    func code(_ command: String...) async throws -> String {
        let ended = try await run(command + ["--json"])
        guard let code = try ended.json["code"]?.text else { throw UnexpectedEnd(command: [name] + command, ended: ended) }
        return code
    }

    /// Another machine of the same partner.
    func linked(_ name: String) async throws -> Person {
        let other = try Person(name)
        try await other.twofold("link", "-", "--yes", "--device-name", name, input: try code("link"))
        try await other.sync()
        return other
    }
}
