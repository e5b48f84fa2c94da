import ClientCore
import Commands
import Machine
import Models
import Presentation

/// One home that exists from the beginning, initialised or not.
final class FakeHomes: Homes {
    private let client: Client
    var formers: [String: Client] = [:]
    private(set) var archived: [String] = []
    private(set) var rescued: [String] = []
    private(set) var rescuedOctets: [Bytes] = []
    var canRescue = true
    /// The error that opening the home throws.
    var flaw: (any Error)?
    var flaws: [HomeInspectionError] = []
    let lock = FakeLock()
    private(set) var isSettled = false

    init(_ client: Client) { self.client = client }

    func open() throws -> Client {
        if let flaw { throw flaw }
        guard !lock.isLocked else { throw LockError.locked }
        return client
    }

    func create() throws -> Client { try open() }
    func hasAny() throws -> Bool { true }
    func settle() { isSettled = true }

    func former(_ name: String) throws -> Client {
        guard let former = formers[name] else { throw CommandError("no_such_former", "None of that name.") }
        return former
    }

    func formerNames() throws -> [String] { formers.keys.sorted() }

    func archive(as name: String) throws -> String {
        archived.append(name)
        return name.lowercased()
    }

    func rescue(_ words: Bytes) throws -> String {
        guard canRescue else { throw CannotRescue() }
        rescued.append(String(decoding: words, as: UTF8.self))
        rescuedOctets.append(words)
        return "/home/rescued/words-\(rescued.count).txt"
    }

    func inspect() -> [HomeInspectionError] { flaws }
}

private struct CannotRescue: Error {}
