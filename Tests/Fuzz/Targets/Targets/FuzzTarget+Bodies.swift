import ClientCore
import Models
import Vault

extension FuzzTarget {
    /// The decrypted content of a body.
    static let bodies = FuzzTarget("bodies") { input in
        try requireRoundTrip(Document.self, input)
        try requireRoundTrip(Intent.self, input)
        if let content = try? Padding.unpad(input) {
            try require(Padding.pad(content) == input, "one content has one padding")
        }
        let padded = Padding.pad(input)
        try require(padded.count >= 256 && padded.count >= input.count + 4, "padding adds")
        try require(try Padding.unpad(padded) == input, "padding comes off again")
        var decisions = FuzzInput(input)
        var octets = padded
        octets[decisions.number(below: octets.count)] ^= max(1, decisions.octet())
        if let content = try? Padding.unpad(octets) { try require(content != input, "no two paddings of one content") }
    }
}
