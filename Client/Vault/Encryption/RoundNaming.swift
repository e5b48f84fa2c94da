import Crypto
package import Models

/// Derives names that only holders of a seed can compute. To everyone else they look random.
package struct RoundNaming: Sendable {
    private let code: HMAC<SHA256>

    /// - Parameter seed: the couple's for rounds and shared records, the partner's own for everything else.
    package init(seed: SecretKey) { code = HMAC(key: seed.symmetric) }

    /// - Parameter number: 1 for the first round of a prompt.
    package func round(prompt: String, number: Int) -> RoundID {
        var writer = CanonicalWriter("twofold/round/v1")
        writer.append(prompt)
        writer.append(Int64(number))
        return RoundID(authenticating: writer, with: code)
    }

    /// The position of a prompt among all candidates, for the prompt of the day.
    package func rank(prompt: String) -> UInt64 {
        var writer = CanonicalWriter("twofold/rank/v1")
        writer.append(prompt)
        return RecordID(authenticating: writer, with: code).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Names the record for one subject of a partner; all of their devices derive the same name.
    ///
    /// - Parameters:
    ///   - kind: what the record holds, such as `draft`.
    ///   - subject: what it is about, such as a prompt and a round number.
    package func record(_ kind: String, _ subject: String, of author: PartnerID?) -> RecordID {
        var writer = CanonicalWriter("twofold/record-name/v1")
        writer.append(kind)
        writer.append(subject)
        writer.append(author)
        return RecordID(authenticating: writer, with: code)
    }
}
