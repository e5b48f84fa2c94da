import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("The database is copied back to an older state behind the server's back")
    struct WentBackTests {
        @Test(arguments: [true, false])
        func `once it has moved past the old cursor, either partner alone brings back what was revealed`(adaReturns: Bool)
            async throws
        {
            let server = try LiveServer()
            let (couple, phones, port) = try await server.serving { running in
                let couple = try await Couple(on: running)
                let phones = [try await couple.ada.linked("Ada's phone"), try await couple.ben.linked("Ben's phone")]
                for person in couple.both { try await person.sync() }
                return (couple, phones, running.port)
            }
            try server.copyAside()
            try await server.serving(port: port) { _ in
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await couple.ada.answer(.smallStep, "A draft of Ada's.", "--draft")
                try await couple.ben.answer(.smallStep, "A draft of Ben's.", "--draft")
            }
            try server.copyBack()
            try await server.serving(port: port) { running in
                // Devices that had seen no more than the older state continue from it, beyond what the others have seen.
                for phone in phones {
                    for number in 1...6 { try await phone.twofold("ask", "Question \(number) of \(phone.name)?") }
                }
                let (returning, other) = adaReturns ? (couple.ada, couple.ben) : (couple.ben, couple.ada)
                let said = try await returning.twofold("sync", "--require-sync")
                #expect(said.errors.contains("went back"))
                for phone in phones {
                    try await phone.sync()
                    let round = try await phone.round(.firstWord)
                    #expect(round["state"] == "revealed")
                    #expect(Set([round["mine"]?["text"], round["theirs"]?["text"]]) == ["Ada's.", "Ben's."])
                }
                // A new device has nothing but what the server was given back.
                let fresh = try Person("New")
                try await fresh.twofold("recover", input: try returning.code("kit"))
                let draft = try await fresh.round(.smallStep)["draft"]?["text"]
                #expect(draft == .string("A draft of \(returning.name)'s."))
                try await other.sync()
                for person in couple.both + phones + [fresh] {
                    try await person.sync()
                    #expect(try await person.state(.firstWord) == "revealed")
                    let asked = try await person.twofold("prompts", "--deck", "ours", "--json").json
                    #expect(asked.elements.count == 12)
                    #expect(try await person.twofold("status", "--json").json["pending"] == 0)
                }
            }
        }

        @Test func `what was withdrawn since does not come back, and what was sealed since does`() async throws {
            let server = try LiveServer()
            let (couple, port) = try await server.serving { running in
                let couple = try await Couple(on: running)
                try await couple.ada.answer(.firstWord, "Regretted.")
                try await couple.ben.sync()
                return (couple, running.port)
            }
            try server.copyAside()
            try await server.serving(port: port) { _ in
                try await couple.ada.twofold("withdraw", .firstWord)
                try await couple.ada.answer(.smallStep, "Meant.")
                try await couple.ben.sync()
            }
            try server.copyBack()
            try await server.serving(port: port) { _ in
                try await couple.ben.answer(.firstWord, "Ben's.")
                try await couple.ben.answer(.smallStep, "Ben's too.")
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] { try await person.sync() }
                #expect(try await couple.ben.state(.firstWord) == "sealed_by_me")
                #expect(try await couple.ben.round(.firstWord)["theirs"] == .null)
                #expect(try await couple.ada.state(.firstWord) == "sealed_by_partner")
                #expect(try await couple.ada.round(.firstWord)["draft"]?["text"] == "Regretted.")
                for person in couple.both { #expect(try await person.state(.smallStep) == "revealed") }
            }
        }
    }
}

extension LiveServer {
    private var aside: String { folder.path("aside") }

    /// - Precondition: the server isn't running.
    fileprivate func copyAside() throws { try FileManager.default.copyItem(atPath: data, toPath: aside) }

    /// - Precondition: the server isn't running.
    fileprivate func copyBack() throws {
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.copyItem(atPath: aside, toPath: data)
    }
}
