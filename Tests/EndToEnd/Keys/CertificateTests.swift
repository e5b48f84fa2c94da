import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("A server with a certificate of its own") struct CertificateTests {
        private let options = ["--tls", "self-signed", "--name", "localhost", "--registration", "token"]

        @Test("The line that it prints, pasted, begins; the partner and a second machine come in by code, and know the certificate")
        func pasted() async throws {
            try await LiveServer().serving(options) { server in
                let (ada, ben) = (try Person("Ada"), try Person("Ben"))
                #expect(server.url.hasPrefix("https://"))
                let line = server.lines[1] + " --name Ada"
                #expect(line.hasPrefix("twofold init --server 'https://localhost:\(server.port)/#pin="))
                let pasted = try await Ended.running("sh", ["-c", line], environment: ["TWOFOLD_HOME": ada.home])
                #expect(pasted.isGood, "\(pasted.errors)")
                try await ben.twofold("join", "--name", "Ben", input: try ada.code("invite"))
                try await ada.sync()
                let phone = try await ada.linked("phone")
                try await Couple(ada: phone, ben: ben).reveal("founding/first-word", "Ada's.", "Ben's.")
                for person in [ada, ben, phone] {
                    try await person.sync()
                    #expect(try await person.state("founding/first-word") == "revealed")
                }
                let recovered = try Person("Ben anew")
                try await recovered.twofold("recover", input: try ben.code("kit"))
                #expect(try await recovered.state("founding/first-word") == "revealed")
            }
        }

        @Test("Another pin, no pin and no token are refused, each with its own code, and nothing is lost")
        func refused() async throws {
            try await LiveServer().serving(options) { server in
                let address = String(server.lines[1].dropFirst("twofold init --server '".count).dropLast())
                let parts = address.split(separator: "&registration=")
                let pin = try #require(parts[0].split(separator: "#pin=").last)
                let other = pin.replacing(pin.prefix(1), with: pin.hasPrefix("A") ? "B" : "A", maxReplacements: 1)
                let wrong = address.replacing(pin, with: other)
                for (address, code) in [
                    (wrong, "wrong_pin"), ("https://localhost:\(server.port)", "untrusted"),
                    (String(parts[0]), "registration_required"),
                ] {
                    let ada = try Person("Ada")
                    try await ada.twofold("init", "--server", address, "--name", "Ada")
                    try await ada.answer("founding/first-word", "Ada's.")
                    #expect(try await ada.failure("invite") == code)
                    // With the right address it goes on where it was.
                    try await ada.twofold("config", "server", "-", input: server.lines[1].components(separatedBy: "'")[1])
                    #expect(try await ada.code("invite").isEmpty == false)
                    #expect(try await ada.round("founding/first-word")["draft"]?["text"] == "Ada's.")
                }
            }
        }
    }
}
