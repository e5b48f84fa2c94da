import Models
import Support
import Vault

enum NameVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        return [
            "rounds": .array(
                [("founding/first-word", 1), ("founding/first-word", 2), ("ours/00ff10ab7c", 1)].map { round($0, $1, cast) }),
            "records": .array(records(cast)),
            "answers": [answer(cast.ada, cast), answer(cast.ben, cast)],
            "keys": .array([cast.couple, cast.coupleSeed, cast.personal, cast.personalSeed].map(key)),
            "commitments": [commitment(cast.ada, "Yes. \u{2764}", cast), commitment(cast.ben, "", cast)],
            "bodies": [body([]), body(.counting(from: 0))],
            "fingerprints": [fingerprint(cast.ada, cast.ben), fingerprint(cast.ben, cast.ada)],
        ]
    }

    private static func round(_ prompt: String, _ number: Int, _ cast: Cast) -> JSONTree {
        var writer = CanonicalWriter("twofold/round/v1")
        writer.append(prompt)
        writer.append(Int64(number))
        return [
            "coupleSeed": .hex(cast.coupleSeed.bytes), "prompt": .text(prompt), "number": .number(Int64(number)),
            "authenticated": .hex(writer.bytes),
            "round": .hex(RoundNaming(seed: cast.coupleSeed).round(prompt: prompt, number: number)),
        ]
    }

    private static func records(_ cast: Cast) -> [JSONTree] {
        let subjects = [
            ("draft", "founding/first-word#1"), ("skip", "founding/first-word"), ("device", cast.desk.id.bytes.base64),
            ("name", ""),
        ]
        return subjects.map { kind, subject in
            var writer = CanonicalWriter("twofold/record-name/v1")
            writer.append(kind)
            writer.append(subject)
            writer.append(PartnerID?.some(cast.ada))
            return [
                "personalSeed": .hex(cast.personalSeed.bytes), "kind": .text(kind), "subject": .text(subject),
                "author": .hex(cast.ada), "authenticated": .hex(writer.bytes),
                "record": .hex(RoundNaming(seed: cast.personalSeed).record(kind, subject, of: cast.ada)),
            ]
        }
    }

    private static func answer(_ author: PartnerID, _ cast: Cast) -> JSONTree {
        var writer = CanonicalWriter("twofold/answer-id/v1")
        writer.append(cast.round)
        writer.append(author)
        return [
            "round": .hex(cast.round), "author": .hex(author), "hashed": .hex(writer.bytes),
            "record": .hex(RecordID.answer(of: cast.round, by: author)),
        ]
    }

    private static func key(_ key: SecretKey) -> JSONTree {
        var writer = CanonicalWriter("twofold/key-id/v1")
        writer.append(key.bytes)
        return ["key": .hex(key.bytes), "hashed": .hex(writer.bytes), "id": .hex(key.id)]
    }

    private static func commitment(_ author: PartnerID, _ words: String, _ cast: Cast) -> JSONTree {
        let contentKey = SecretKey.counting(from: 0xC0)
        let plaintext = Bytes(words.utf8)
        return [
            "author": .hex(author), "round": .hex(cast.round), "contentKey": .hex(contentKey.bytes),
            "plaintext": .hex(plaintext),
            "hashed": .hex(AnswerVectors.committed(author, cast.round, contentKey, plaintext)),
            "commitment": .hex(
                Commitment(author: author, round: cast.round, contentKey: contentKey, plaintext: plaintext)),
        ]
    }

    private static func body(_ body: Bytes) -> JSONTree {
        var writer = CanonicalWriter("twofold/body/v1")
        writer.append(body)
        return ["body": .hex(body), "hashed": .hex(writer.bytes), "hash": .hex(BodyHash(ofBody: Blob(body)))]
    }

    private static func fingerprint(_ inviter: PartnerID, _ joiner: PartnerID) -> JSONTree {
        var writer = CanonicalWriter("twofold/fingerprint/v1")
        writer.append(inviter)
        writer.append(joiner)
        return [
            "inviter": .hex(inviter), "joiner": .hex(joiner), "hashed": .hex(writer.bytes),
            "hash": .hex(VersionDigest(hashing: writer)), "shown": .text("\(Fingerprint(inviter: inviter, joiner: joiner))"),
        ]
    }
}
