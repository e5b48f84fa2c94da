import Models
import Support
import Vault
import Wire

enum DeviceVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        return [
            "devices": .array(try cast.devices.map(device)),
            "signIns": [
                try signIn("a machine", cast.desk, couple: cast.coupleID), try signIn("a code on paper", cast.kit, couple: nil),
            ],
            "refusedSignIns": .array(try refusedSignIns(cast)),
        ]
    }

    private static func device(_ device: CastDevice) throws -> JSONTree {
        let card = device.card
        var writer = CanonicalWriter("twofold/device/v1")
        writer.append(card.kind.rawValue)
        writer.append(card.signing)
        writer.append(card.agreement)
        return [
            "name": .text(device.name), "kind": .text(card.kind.rawValue), "signingSeed": .hex(Bytes(device.secrets.prefix(32))),
            "agreementPrivate": .hex(Bytes(device.secrets.suffix(32))), "signing": .hex(card.signing),
            "agreement": .hex(card.agreement), "hashed": .hex(writer.bytes), "id": .hex(card.id), "card": try .wire(card),
        ]
    }

    private static func signIn(_ name: String, _ device: CastDevice, couple: CoupleID?) throws -> JSONTree {
        let challenge = Challenge(validated: .counting(from: 0x70, count: Challenge.byteCount))
        let content = challenge.signedContent(couple: couple, device: device.id)
        return [
            "name": .text(name), "device": .hex(device.id), "signing": .hex(device.card.signing), "couple": .hex(couple),
            "challenge": .hex(challenge), "signed": .hex(content.bytes),
            "signature": .hex(try Signature(signing: content, with: device.keys.signing)),
        ]
    }

    private static func refusedSignIns(_ cast: Cast) throws -> [JSONTree] {
        let good = try signIn("", cast.desk, couple: cast.coupleID)
        let challenge = try good("challenge").octets
        let signature = try good("signature").octets
        let changes: [(String, [String: JSONTree])] = [
            ("another challenge", ["challenge": .hex(challenge.changed(at: 55))]),
            ("another couple", ["couple": .hex(cast.ben)]), ("no couple", ["couple": nil]),
            ("another device", ["device": .hex(cast.phone.id)]),
            ("another key", ["signing": .hex(cast.phone.card.signing)]),
            ("a signature changed", ["signature": .hex(signature.changed(at: 0))]),
        ]
        return changes.map { name, change in
            guard case .object(var fields) = good.with(change.merging(["name": .text(name)]) { $1 }) else { return good }
            fields["signed"] = nil
            return .object(fields)
        }
    }
}
