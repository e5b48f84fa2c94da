import Models
import Vault

extension FuzzTarget {
    /// Codes as typed. The input is read as one, and is also turned into a valid one, because guessing never hits the checksum.
    static let codes = FuzzTarget("codes", longest: 256) { input in
        let text = String(decoding: input, as: UTF8.self)
        if let code = try? PaperCode(parsing: text) { try requireReadable(code) }
        if let octets = try? Crockford.decode(text), octets.count.isMultiple(of: 5) {
            try require(try Crockford.decode(Crockford.encode(octets)) == octets, "characters stand for the same octets again")
        }
        var decisions = FuzzInput(input)
        let kind = decisions.element(of: CodeKind.allCases) ?? .kit
        let flags = decisions.octet()
        let port = 1 + decisions.number(below: 65_535)
        let random = RandomSource { decisions.octets($0) }
        let code = PaperCode(
            kind: kind, host: String(text.dropFirst(4)), port: port, isPlain: flags & 1 == 1, isPinned: flags & 2 == 2,
            random: random)
        if let parsed = try? PaperCode(parsing: code.text) { try require(parsed == code, "a code reads as what was printed") }
    }

    private static func requireReadable(_ code: PaperCode) throws {
        try require(try PaperCode(parsing: code.text) == code, "a code that was read can be printed and read again")
        try require(!code.host.isEmpty && (1...65_535).contains(code.port) && code.secret.count == 16, "a code is whole")
        try require(try PaperCode(parsing: code.text.lowercased()) == code, "small letters do as well")
        try require(code.keys.locator == (try PaperCode(parsing: code.text)).keys.locator, "it finds the same box")
    }
}
