import Models
package import Wire

extension RevealedAnswer {
    /// The write that seals this answer.
    package func sealing(offered: Bool = false) -> Write {
        .record(RecordWrite(record: record, opening: opening, offered: offered))
    }

    /// The version that the author's partner holds.
    package var withoutOwnKey: RevealedAnswer {
        RevealedAnswer(record: Record(header: record.header, signature: record.signature, body: record.body), opening: opening)
    }
}
