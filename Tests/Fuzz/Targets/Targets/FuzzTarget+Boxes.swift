import ClientCore
import FoundationEssentials
import Models
import Vault
import Wire

extension FuzzTarget {
    /// The content of a code's box: as encrypted by someone who holds the code, and as a server returns it.
    static let boxes = FuzzTarget("boxes") { input in
        try requireRoundTrip(InvitationContent.self, input)
        try requireRoundTrip(PaperContent.self, input)
        try requireRoundTrip(KitBox.self, input)
        try require((try? keys.decryptBox(Blob(input))) == nil, "nobody makes a box without the code")
        let box = try keys.encryptBox(input, random: RandomSource { Bytes(repeating: 7, count: $0) })
        try require(try keys.decryptBox(box) == input, "a box holds what was put into it")
        var decisions = FuzzInput(input)
        var octets = box.bytes
        octets[decisions.number(below: octets.count)] ^= max(1, decisions.octet())
        try require((try? keys.decryptBox(Blob(octets))) == nil, "a box that was changed does not open")
        try require((try? otherKeys.decryptBox(box)) == nil, "another code opens another box")
    }

    private static let keys = code(1)
    private static let otherKeys = code(2)

    private static func code(_ number: UInt8) -> CodeKeys {
        PaperCode(
            kind: .invitation, host: "hall.lan", port: 8420, isPlain: false, isPinned: true,
            random: RandomSource { Bytes(repeating: number, count: $0) }
        ).keys
    }
}
