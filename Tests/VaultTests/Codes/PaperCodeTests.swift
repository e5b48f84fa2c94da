import Models
import Support
import Testing
import Vault

@Suite("Codes on paper")
struct PaperCodeTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let codes: [PaperCode] = [
        Sample.code(.invitation), Sample.code(.link, host: "192.0.2.7", port: 1, plain: true, pinned: false, seed: 2),
        Sample.code(.kit, host: "::1", port: 65_535, plain: true, seed: 3), Sample.code(.kit, host: "a", pinned: false, seed: 4),
        Sample.code(.invitation, path: "/apps/twofold", seed: 5),
    ]

    @Test(arguments: codes) func `what is printed is read`(_ code: PaperCode) throws {
        let read = try PaperCode(parsing: code.text)
        #expect(read == code)
        #expect(read.text == code.text)
        #expect(code.secret.count == 16)
    }

    @Test func `a code reads as address and groups of four`() {
        #expect(
            Sample.code(.kit, host: "Example.ORG", port: 80).text.wholeMatch(of: /example\.org:80\/([0-9A-Z]{4}-){7}[0-9A-Z]{4}/)
                != nil)
        #expect(Self.codes[2].text.hasPrefix("[::1]:65535/"))
    }

    @Test(arguments: codes) func `case, hyphens, spaces and look-alikes do not matter`(_ code: PaperCode) throws {
        let (address, characters) = try split(code.text)
        let variants = [
            code.text.lowercased(), address.uppercased() + characters.filter { $0 != "-" },
            address + " " + characters.map { "\($0) " }.joined(),
            "  \(code.text)\n", address + characters.replacing("0", with: "O").replacing("1", with: "l"),
            address + characters.replacing("0", with: "o").replacing("1", with: "I"),
        ]
        guard code.path == .root else { return }
        for variant in variants { #expect(try PaperCode(parsing: variant) == code, "\(variant)") }
    }

    @Test(arguments: codes) func `what a message puts around a code does not matter`(_ code: PaperCode) throws {
        for variant in [
            "“\(code.text)”", "'\(code.text)'.", "`\(code.text)`", "<\(code.text)>", "«\(code.text)»,", "(\(code.text)).",
            "https://\(code.text)", "HTTPS://\(code.text)", "<https://\(code.text)>.", "http://\(code.text)",
            "\u{200B}\(code.text)\u{FEFF}", "\u{2068}\(code.text)\u{2069}!",
        ] {
            #expect(try PaperCode(parsing: variant) == code, "\(variant)")
        }
    }

    @Test(arguments: [
        ("twofold", "/twofold"), ("//apps//twofold//", "/apps/twofold"), ("/Two-Fold_1.x~/", "/Two-Fold_1.x~"), ("/", ""),
    ])
    func `a server may have a path, which the checksum covers`(path: String, read: String) throws {
        let code = Sample.code(path: path)
        #expect(code.text.hasPrefix("twofold.example:8443\(read)/"))
        #expect(try PaperCode(parsing: code.text.replacing("8443/", with: "8443//")) == code)
        guard !read.isEmpty else { return }
        #expect(error(code.text.replacing(read, with: "")) == .mistyped)
        #expect(error(code.text.replacing(read, with: read + "x")) == .mistyped)
    }

    @Test(arguments: codes) func `any one wrong character is noticed`(_ code: PaperCode) throws {
        let (address, characters) = try split(code.text)
        let right = Array(characters)
        for index in right.indices where right[index] != "-" {
            let read = Self.alphabet.filter { $0 != right[index] }.filter { wrong in
                var typed = right
                typed[index] = wrong
                return error(address + String(typed)) != .mistyped
            }
            #expect(read.isEmpty, "at \(index)")
        }
    }

    @Test(arguments: codes) func `any two swapped neighbours are noticed`(_ code: PaperCode) throws {
        let (address, characters) = try split(code.text)
        let right = characters.filter { $0 != "-" }.map { $0 }
        for index in right.indices.dropLast() where right[index] != right[index + 1] {
            var typed = right
            typed.swapAt(index, index + 1)
            #expect(error(address + String(typed)) == .mistyped, "at \(index)")
        }
    }

    @Test func `the address is part of the checksum`() throws {
        let characters = try split(Self.codes[0].text).characters
        for address in [
            "twofold.exampel:8443/", "twofold.example:8444/", "twofold.example:843/", "wofold.example:8443/", "[::1]:8443/",
        ] {
            #expect(error(address + characters) == .mistyped, "\(address)")
        }
    }

    @Test(arguments: [
        "", "0000", "/", "host/0000", ":80/0000", "host:/0000", "host:0/0000", "host:65536/0000", "host:-1/0000", "host:8x/0000",
        "http://host/0000", "[]:80/0000", "host:80/../0000", "host:80/a?b/0000", "host:80/a%2f/0000",
    ])
    func `without an address it is no code`(text: String) {
        #expect(error(text) == .noAddress)
    }

    @Test func `an impossible character is named`() throws {
        let (address, characters) = try split(Self.codes[0].text)
        #expect(error(address + "U" + characters.dropFirst()) == .unknownCharacter("U"))
        #expect(error(address + characters.dropLast() + "?") == .unknownCharacter("?"))
    }

    @Test func `characters that are missing or too many are noticed`() throws {
        let (address, characters) = try split(Self.codes[0].text)
        for typed in [
            "", "0", String(characters.dropLast(2)), characters.dropLast() + "", characters + "0", characters + "00",
            characters + characters,
        ] {
            #expect(error(address + typed) == .wrongLength, "\(typed)")
        }
    }

    @Test func `the secret is random, and kinds do not share keys`() throws {
        #expect(Sample.code(seed: 1).secret != Sample.code(seed: 2).secret)
        let kinds = CodeKind.allCases.map { Sample.code($0, seed: 1) }
        #expect(Set(kinds.map(\.secret)).count == 1)
        #expect(Set(kinds.map(\.keys.locator)).count == kinds.count)
    }

    @Test func `the keys of a code do not depend on its address`() {
        #expect(Sample.code(host: "a", port: 1, plain: true).keys.locator == Sample.code(host: "b", port: 2).keys.locator)
    }

    private func error(_ text: String) -> CodeError? {
        do {
            _ = try PaperCode(parsing: text)
            return nil
        } catch { return error }
    }

    private func split(_ text: String) throws -> (address: String, characters: String) {
        let slash = try #require(text.lastIndex(of: "/"))
        return (String(text[...slash]), String(text[text.index(after: slash)...]))
    }
}
