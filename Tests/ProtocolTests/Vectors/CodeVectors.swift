import Crypto
import Models
import Support
import Vault

enum CodeVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        let invitation = Cast.code(.invitation, host: "twofold.example.org", port: 443, isPinned: true, 0x10)
        let local = Cast.code(.invitation, host: "2001:DB8::1", port: 8420, 0x40)
        let kit = try Cast.kitCode()
        let link = try Cast.linkCode()
        let placed = Cast.code(.invitation, host: "example.org", port: 443, path: "/apps/twofold", 0x50)
        return [
            "codes": .array(try [invitation, kit, link, local, placed].map(code)),
            "readings": .array(readings(invitation).map { ["text": .text($0), "code": .text(invitation.text)] }),
            "refused": .array(refused(invitation)),
            "boxes": [
                try box(
                    invitation,
                    #"{"inviter":"\#(cast.ada.bytes.base64)","name":"Ada","pin":"\#(Bytes.counting(from: 0x99).base64)","#
                        + #""tips":["\#(cast.adaLog[1].hash.bytes.base64)"]}"#),
                try box(
                    kit,
                    #"{"couple":"\#(cast.coupleID.bytes.base64)","partner":"\#(cast.ada.bytes.base64)","reveal":"handshake"}"#),
            ],
            "refusedBoxes": .array(try refusedBoxes(invitation, kit)),
            "joins": .array(try joins(invitation, cast)),
        ]
    }

    private static func code(_ code: PaperCode) throws -> JSONTree {
        let flags = code.kind.rawValue | (code.isPlain ? 0x10 : 0) | (code.isPinned ? 0x20 : 0)
        var checked = CanonicalWriter("twofold/code-checksum/v1")
        checked.append(code.host)
        checked.append(Int64(code.port))
        checked.append([flags])
        checked.append(code.secret)
        if code.path != .root { checked.append(code.path.text) }
        let checksum = VersionDigest(hashing: checked).bytes.prefix(3)
        var rooted = CanonicalWriter("twofold/code/v1")
        rooted.append([code.kind.rawValue])
        rooted.append(code.secret)
        let root = try derived(from: VersionDigest(hashing: rooted).bytes)
        let tree: JSONTree = [
            "kind": .text("\(code.kind)"), "host": .text(code.host), "port": .number(Int64(code.port)),
            "path": .text(code.path.text), "plain": .flag(code.isPlain),
            "pinned": .flag(code.isPinned), "secret": .hex(code.secret), "checked": .hex(checked.bytes),
            "checksum": .hex(Bytes(checksum)), "octets": .hex([flags] + code.secret + checksum), "text": .text(code.text),
            "rooted": .hex(rooted.bytes), "root": .hex(root.bytes), "locator": .hex(code.keys.locator),
            "boxKey": .hex(root.derive("twofold/code-box/v1").bytes),
            "authenticationKey": .hex(root.derive("twofold/code-authentication/v1").bytes),
        ]
        guard code.kind != .invitation else {
            let permit = Permit(validated: root.derive("twofold/code-permit/v1").bytes)
            var hashed = CanonicalWriter("twofold/permit/v1")
            hashed.append(permit)
            return tree.with([
                "permit": .hex(permit), "permitHashed": .hex(hashed.bytes), "permitHash": .hex(PermitHash(hashing: hashed)),
            ])
        }
        let device = try code.keys.device()
        return tree.with([
            "deviceSecret": .hex(root.derive("twofold/code-device/v1").bytes),
            "signingSeed": .hex(Bytes(device.stored.prefix(32))), "agreementPrivate": .hex(Bytes(device.stored.suffix(32))),
            "device": .hex(device.card(code.kind == .kit ? .kit : .link).id),
        ])
    }

    private static func derived(from octets: Bytes) throws -> SecretKey {
        guard let key = SecretKey(bytes: octets) else { throw JSONTree.NotThere(what: "key") }
        return key
    }

    /// Spellings of one code that are all accepted.
    private static func readings(_ code: PaperCode) -> [String] {
        let parts = code.text.split(separator: "/")
        return [
            code.text.lowercased(), code.text.uppercased(), "\(parts[0])/\(parts[1].filter { $0 != "-" })",
            " \(parts[0]) / \(parts[1].replacing("-", with: " ")) ", "“\(code.text)”.", "<https://\(code.text)>",
            "\(parts[0])//\(parts[1])",
            "\(parts[0])/\(parts[1].replacing("0", with: "O").replacing("1", with: "l"))",
            "\(parts[0])/\(parts[1].replacing("0", with: "o").replacing("1", with: "I"))",
        ]
    }

    private static func refused(_ code: PaperCode) -> [JSONTree] {
        let parts = code.text.split(separator: "/")
        let last = parts[1].last == "0" ? "2" : "0"
        let texts: [(String, String, String)] = [
            ("another character", "checksum", "\(parts[0])/\(parts[1].dropLast())\(last)"),
            ("another host", "checksum", "twofold.example.com:443/\(parts[1])"),
            ("another port", "checksum", "twofold.example.org:444/\(parts[1])"),
            ("a character too few", "length", "\(code.text.dropLast())"), ("a character too many", "length", "\(code.text)0"),
            ("a U", "character", "\(code.text.dropLast())U"), ("no port", "address", "twofold.example.org/\(parts[1])"),
            ("port 0", "address", "twofold.example.org:0/\(parts[1])"), ("no host", "address", ":443/\(parts[1])"),
            ("no address", "address", "\(parts[1])"), ("another path", "checksum", "\(parts[0])/twofold/\(parts[1])"),
            ("a path with dots", "address", "\(parts[0])/../\(parts[1])"),
            ("kind 0", "checksum", withFlags(0x20, code)), ("kind 4", "checksum", withFlags(0x24, code)),
            ("bit 6 set", "checksum", withFlags(0x61, code)),
        ]
        return texts.map { ["what": .text($0), "why": .text($1), "text": .text($2)] }
    }

    /// The same code with other flags, and a matching checksum.
    private static func withFlags(_ flags: UInt8, _ code: PaperCode) -> String {
        var checked = CanonicalWriter("twofold/code-checksum/v1")
        checked.append(code.host)
        checked.append(Int64(code.port))
        checked.append([flags])
        checked.append(code.secret)
        let checksum = VersionDigest(hashing: checked).bytes.prefix(3)
        return "\(code.host):\(code.port)/\(Crockford.encode([flags] + code.secret + checksum))"
    }

    private static func box(_ code: PaperCode, _ content: String) throws -> JSONTree {
        var bound = CanonicalWriter("twofold/box/v1")
        bound.append(code.keys.locator)
        let box = try code.keys.encryptBox(Bytes(content.utf8), random: .seeded(41))
        return [
            "code": .text(code.text), "content": .text(content), "nonce": .hex(Bytes(box.bytes.prefix(12))),
            "associatedData": .hex(bound.bytes), "box": .hex(box),
        ]
    }

    private static func refusedBoxes(_ code: PaperCode, _ other: PaperCode) throws -> [JSONTree] {
        let box = try code.keys.encryptBox(Bytes("{}".utf8), random: .seeded(42))
        let boxes: [(String, PaperCode, Blob)] = [
            ("of another code", other, box), ("an octet changed", code, Blob(box.bytes.changed(at: 30))),
            ("cut short", code, Blob(Bytes(box.bytes.dropLast()))), ("empty", code, .empty),
        ]
        return boxes.map { ["what": .text($0), "code": .text($1.text), "box": .hex($2)] }
    }

    private static func joins(_ code: PaperCode, _ cast: Cast) throws -> [JSONTree] {
        let box = try code.keys.encryptBox(Bytes("{}".utf8), random: .seeded(43))
        let proof = code.keys.joinProof(box: box, joiner: cast.ben)
        var authenticated = CanonicalWriter("twofold/join/v1")
        authenticated.append(code.keys.locator)
        authenticated.append(box.bytes)
        authenticated.append(cast.ben)
        func join(_ name: String, box: Blob, joiner: PartnerID, proof: Blob, isGood: Bool) -> JSONTree {
            [
                "name": .text(name), "code": .text(code.text), "box": .hex(box), "joiner": .hex(joiner), "proof": .hex(proof),
                "isGood": .flag(isGood),
            ]
        }
        return [
            join("good", box: box, joiner: cast.ben, proof: proof, isGood: true).with(["authenticated": .hex(authenticated.bytes)]),
            join("of another joiner", box: box, joiner: cast.ada, proof: proof, isGood: false),
            join("over another box", box: Blob(box.bytes.changed(at: 5)), joiner: cast.ben, proof: proof, isGood: false),
            join("an octet changed", box: box, joiner: cast.ben, proof: Blob(proof.bytes.changed(at: 31)), isGood: false),
            join("cut short", box: box, joiner: cast.ben, proof: Blob(Bytes(proof.bytes.dropLast())), isGood: false),
        ]
    }
}
