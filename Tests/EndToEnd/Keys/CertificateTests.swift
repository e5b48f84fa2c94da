import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("A server with a certificate of its own")
    struct CertificateTests {
        private let options = ["--tls", "self-signed", "--name", "localhost", "--registration", "token"]

        @Test
        func `the line that it prints, pasted, begins; the partner and a second machine come in by code, and know the certificate`()
            async throws
        {
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
                try await Couple(ada: phone, ben: ben).reveal(.firstWord, "Ada's.", "Ben's.")
                for person in [ada, ben, phone] {
                    try await person.sync()
                    #expect(try await person.state(.firstWord) == "revealed")
                }
                let recovered = try Person("Ben anew")
                try await recovered.twofold("recover", input: try ben.code("kit"))
                #expect(try await recovered.state(.firstWord) == "revealed")
            }
        }

        @Test func `no secrets of its connections are written to the file that others name for that`() async throws {
            try await LiveServer().serving(options) { server in
                let ada = try Person("Ada")
                try await ada.twofold("init", "--server", server.lines[1].components(separatedBy: "'")[1], "--name", "Ada")
                let keys = ada.folder.path("keys")
                #expect(try await ada.run(["invite", "--json"], environment: ["SSLKEYLOGFILE": keys]).isGood)
                #expect(!FileManager.default.fileExists(atPath: keys))
            }
        }

        @Test func `init says what it finds, and takes what the server printed as it was copied`() async throws {
            /// What a script is told about whatever responds.
            func found(_ pasted: String) async throws -> (version: String?, trouble: String?) {
                let begun = try await Person("Ada").twofold("init", "--server", "-", "--name", "Ada", "--json", input: pasted).json
                return (begun["server_version"]?.text, begun["server_trouble"]?["code"]?.text)
            }
            try await LiveServer().serving(options) { server in
                let line = server.lines[1]
                let bare = line.components(separatedBy: "'")[1]
                let broken = "\(line.prefix(70))\n\(line.dropFirst(70))\n"
                for pasted in [
                    line, server.lines.joined(separator: "\n") + "\n", "> \(line)\n", "“\(bare)”", broken, bare + " (the hall)",
                ] {
                    let found = try await found(pasted)
                    #expect(found.version?.isEmpty == false && found.trouble == nil, "\(pasted)")
                }
                let pin = try #require(bare.firstMatch(of: /pin=([^&]+)/)).output.1
                let other = bare.replacing(pin, with: (pin.hasPrefix("A") ? "B" : "A") + pin.dropFirst())
                for (pasted, code) in [(server.url, "untrusted"), (other, "wrong_pin")] {
                    #expect(try await found(pasted).trouble == code)
                }
                // The token alone refers to the server that is already set.
                let ada = try Person("Ada")
                try await ada.twofold("init", "--server", String(bare.prefix { $0 != "&" }), "--name", "Ada")
                #expect(try await ada.failure("invite") == "registration_required")
                try await ada.twofold("config", "server", "-", input: bare.components(separatedBy: "registration=")[1] + "\n")
                #expect(try await ada.code("invite").isEmpty == false)
            }
            try await LiveServer().serving { server in
                for (pasted, code) in [("https://127.0.0.1:\(server.port)", "no_tls"), ("127.0.0.1:\(server.port)\n", nil)] {
                    let trouble = try await found(pasted).trouble
                    #expect(trouble == code)
                }
            }
            let nobody = try await found("http://127.0.0.1:\(ReverseProxy.freePort())")
            #expect(nobody.trouble == "unreachable")
        }

        @Test func `another pin, no pin and no token are refused, each with its own code, and nothing is lost`() async throws {
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
                    try await ada.answer(.firstWord, "Ada's.")
                    #expect(try await ada.failure("invite") == code)
                    // With the right address, it resumes where it was.
                    try await ada.twofold("config", "server", "-", input: server.lines[1].components(separatedBy: "'")[1])
                    #expect(try await ada.code("invite").isEmpty == false)
                    #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Ada's.")
                }
            }
        }
    }
}
