import Foundation
import Models
import ServerHTTP
import Testing

@Suite("The registration token")
struct RegistrationTests {
    @Test func `a token is made once, kept for its owner alone, and renewed at will`() throws {
        let folder = try TemporaryFolder()
        let data = try ServerFolder(path: folder.path + "/data")
        let first = try data.registrationToken(random: random)
        #expect(try data.registrationToken(random: random) == first)
        #expect(try folder.permissions("data/registration-token") == 0o600)
        let second = try data.registrationToken(renewing: true, random: random)
        #expect(second != first)
        #expect(try data.registrationToken(random: random) == second)
    }

    @Test func `the line that holds it is kept for the owner alone, and through no link that was put there`() throws {
        let folder = try TemporaryFolder()
        let data = try ServerFolder(path: folder.path + "/data")
        try folder.write("elsewhere", "before")
        for name in ["line", "line.new"] {
            try FileManager.default.createSymbolicLink(
                atPath: data.path + "/" + name, withDestinationPath: folder.path + "/elsewhere")
        }
        try data.keep(line: "twofold init --server 'x'")
        #expect(try folder.permissions("data/line") == 0o600)
        #expect(try String(contentsOfFile: data.path + "/line", encoding: .utf8) == "twofold init --server 'x'\n")
        #expect(try String(contentsOfFile: folder.path + "/elsewhere", encoding: .utf8) == "before")
    }

    @Test func `it is 128 bits in Crockford's base 32`() {
        #expect(RegistrationToken { Bytes(repeating: 0, count: $0) }.text == String(repeating: "0", count: 26))
        #expect(RegistrationToken { Bytes(repeating: 0xFF, count: $0) }.text == String(repeating: "Z", count: 25) + "W")
        #expect(RegistrationToken { Array(0..<UInt8($0)) }.text == "000G40R40M30E209185GR38E1W")
    }

    @Test func `what was typed is forgiven its case and the space around it`() {
        let token = RegistrationToken(random: random)
        #expect(RegistrationToken(" \(token.text.lowercased())\n") == token)
        #expect(RegistrationToken(String(token.text.dropLast())) == nil)
        #expect(RegistrationToken("U" + token.text.dropFirst()) == nil)
    }

    @Test func `it does not show itself in a text`() {
        let token = RegistrationToken(random: random)
        #expect(!"\(token)".contains(token.text))
    }

    @Test func `a file that holds no token is not taken for one`() throws {
        let folder = try TemporaryFolder()
        try folder.write("registration-token", "")
        #expect(throws: ServerSetUpError.self) { try ServerFolder(path: folder.path).registrationToken(random: random) }
    }

    @Test func `one string says where a server is, how to know it, and what registering takes`() {
        let token = RegistrationToken { Bytes(repeating: 0, count: $0) }
        let pin = CertificatePin.repeating(0xFB)
        #expect(
            ServerString(isSecure: true, host: "home.example", port: 8420, pin: pin, registration: token).text
                == "https://home.example:8420/#pin=-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s"
                + "&registration=00000000000000000000000000")
        #expect(
            ServerString(isSecure: false, host: "::1", port: 80, pin: nil, registration: nil).text == "http://[::1]:80")
    }
}
