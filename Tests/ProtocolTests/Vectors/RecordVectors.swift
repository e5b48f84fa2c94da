import Models
import Support
import Vault

enum RecordVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        let good = try record("own", cast).0
        return [
            "records": .array(try names.map { try record($0, cast).1 }),
            "refused": .array(try refused(good, cast)),
            "unopenable": .array(try unopenable(good, cast)),
        ]
    }

    private static let names = [
        "own", "shared, of its author", "shared, of the couple", "own tombstone", "shared tombstone", "sealed tombstone",
    ]

    private static func record(_ name: String, _ cast: Cast) throws -> (Record, JSONTree) {
        let isShared = name.hasPrefix("shared")
        let key = isShared ? cast.couple : cast.personal
        let isDeleted = name.hasSuffix("tombstone")
        let document =
            switch name {
            case "shared, of its author": #"{"name":{"name":"Ada"}}"#
            case "shared, of the couple":
                #"{"prompt":{"at":1767225600123,"id":"ours/0001020304","question":"What would you ask me if I could not lie?"}}"#
            default: #"{"skip":{"at":1767225600123,"prompt":"founding/first-word"}}"#
            }
        let isSealed = name.hasPrefix("sealed")
        let header = RecordHeader(
            couple: cast.coupleID, id: isSealed ? .answer(of: cast.round, by: cast.ada) : id(name, cast),
            visibility: isSealed ? .sealed : isShared ? .shared : .own, owner: name == "shared, of the couple" ? .couple : .author,
            author: cast.ada, stamp: Stamp(time: Cast.time, counter: isDeleted ? .max : 2, device: cast.desk.id),
            isDeleted: isDeleted, round: isSealed ? cast.round : nil, key: isDeleted ? nil : key.id,
            bodyHash: BodyHash(ofBody: .empty))
        let sealer = RecordEncryptor(keys: try cast.desk.keys, random: .seeded(UInt64(name.utf8.count)))
        if isDeleted {
            let record = try sealer.tombstone(header)
            return (record, try described(record, name, cast))
        }
        let record = try sealer.encrypt(Bytes(document.utf8), as: header, under: key)
        let tree = try described(record, name, cast).with([
            "key": .hex(key.bytes), "document": .text(document), "padded": .hex(Padding.pad(Bytes(document.utf8))),
            "nonce": .hex(Bytes(record.body.bytes.prefix(12))), "associatedData": .hex(record.header.associatedData),
        ])
        return (record, tree)
    }

    private static func id(_ name: String, _ cast: Cast) -> RecordID {
        switch name {
        case "shared, of its author": RoundNaming(seed: cast.personalSeed).record("name", "", of: cast.ada)
        case "shared, of the couple": RecordID(validated: .counting(from: 0))
        default: RoundNaming(seed: cast.personalSeed).record("skip", "founding/first-word", of: cast.ada)
        }
    }

    static func described(_ record: Record, _ name: String, _ cast: Cast) throws -> JSONTree {
        [
            "name": .text(name), "record": try .wire(record),
            "signing": .hex(try cast.device(record.header.device).card.signing), "bodyHash": .hex(record.header.bodyHash),
            "signed": .hex(record.header.signedContent.bytes), "digest": .hex(record.header.digest),
            "signature": .hex(record.signature),
        ]
    }

    /// What no one believes, whatever keys they hold.
    private static func refused(_ good: Record, _ cast: Cast) throws -> [JSONTree] {
        func signed(_ name: String, _ why: RecordError, body: Blob? = nil, _ change: (inout HeaderFields) -> Void) throws
            -> JSONTree
        {
            let fields = HeaderFields(good.header).with(change)
            let body = body ?? (fields.isDeleted ? .empty : good.body)
            return try flawed(name, why, Record(header: fields.header(of: body), body: body, signedWith: cast.desk.keys.signing))
        }
        func flawed(_ name: String, _ why: RecordError, _ record: Record) throws -> JSONTree {
            [
                "name": .text(name), "why": .text(why.rawValue), "record": try .wire(record),
                "card": try .wire(cast.desk.card),
            ]
        }
        let changedBody = Blob(good.body.bytes.changed(at: 20))
        let later = HeaderFields(good.header).with { $0.counter += 1 }.header(of: good.body)
        return [
            try flawed(
                "an octet of the body changed", .bodyDoesNotMatchHash,
                Record(header: good.header, signature: good.signature, body: changedBody)),
            try flawed("the stamp changed", .badSignature, Record(header: later, signature: good.signature, body: good.body)),
            try flawed(
                "an octet of the signature changed", .badSignature,
                Record(header: good.header, signature: Signature(validated: good.signature.bytes.changed(at: 63)), body: good.body)),
            try flawed(
                "signed by another device than the stamp names", .badSignature,
                Record(header: good.header, body: good.body, signedWith: cast.phone.keys.signing)),
            try signed("own, with a round", .fieldsDoNotFitVisibility) { $0.round = cast.round },
            try signed("own, with a commitment", .fieldsDoNotFitVisibility) {
                $0.commitment = Commitment(validated: .counting(from: 9))
            },
            try signed("own, without a key", .fieldsDoNotFitVisibility) { $0.key = nil },
            try signed("own, of the couple", .fieldsDoNotFitVisibility) { $0.owner = .couple },
            try signed("deleted, with a key", .fieldsDoNotFitVisibility) { $0.isDeleted = true },
            try signed("deleted, with a body", .fieldsDoNotFitVisibility, body: good.body) {
                $0.isDeleted = true
                $0.key = nil
            },
            try signed("not deleted, without a body", .fieldsDoNotFitVisibility, body: .empty) { _ in },
            try signed("sealed, without a round", .fieldsDoNotFitVisibility) {
                $0.visibility = .sealed
                $0.key = nil
            },
            try signed("a stamp after the end of 9999", .impossibleStamp) { $0.time = Instant(milliseconds: 253_402_300_800_000) },
            try signed("a stamp before 1970", .impossibleStamp) { $0.time = Instant(milliseconds: -1) },
            try signed("a sealed tombstone under another id than round and author give", .foreignRound) {
                $0.visibility = .sealed
                $0.isDeleted = true
                $0.key = nil
                $0.round = cast.round
            },
        ]
    }

    /// Properly signed, but it doesn't open.
    private static func unopenable(_ good: Record, _ cast: Cast) throws -> [JSONTree] {
        func signed(_ name: String, key: SecretKey, body: Blob? = nil, _ change: (inout HeaderFields) -> Void) throws -> JSONTree {
            let body = body ?? good.body
            let record = try Record(
                header: HeaderFields(good.header).with(change).header(of: body), body: body, signedWith: cast.desk.keys.signing)
            return ["name": .text(name), "key": .hex(key.bytes), "record": try .wire(record)]
        }
        func encrypted(_ plaintext: Bytes) throws -> Blob {
            Blob(try Cipher.encrypt(plaintext, under: cast.personal, binding: good.header.associatedData, random: .seeded(4)))
        }
        return [
            try signed("put under another id", key: cast.personal) { $0.id = RecordID(validated: .counting(from: 1)) },
            try signed("given another stamp", key: cast.personal) { $0.counter += 1 },
            try signed("under another key", key: cast.couple) { _ in },
            try signed("the nonce changed", key: cast.personal, body: Blob(good.body.bytes.changed(at: 0))) { _ in },
            try signed("the tag changed", key: cast.personal, body: Blob(good.body.bytes.changed(at: good.body.count - 1))) { _ in
            },
            try signed("shorter than nonce and tag", key: cast.personal, body: Blob(Bytes(good.body.bytes.prefix(27)))) { _ in },
            try signed("not padded", key: cast.personal, body: encrypted([0, 0, 0, 2, 0x7B, 0x7D])) { _ in },
            try signed(
                "something behind the content", key: cast.personal, body: encrypted(Padding.pad([0x7B, 0x7D]).changed(at: 255))
            ) { _ in },
        ]
    }
}
