extension VectorFile {
    /// Every file. To add one, add it here, then let `VectorWriter` write it.
    static let all = [
        canonical, devices, logs, names, padding, records, answers, grants, codes, rules, documents, days, evening, handshake,
    ]

    static let canonical = VectorFile("canonical", about: "The canonical encoding, and octets in JSON.", CanonicalVectors.parts)
    static let devices = VectorFile("devices", about: "Device keys, cards, ids, and signing in.", DeviceVectors.parts)
    static let logs = VectorFile("logs", about: "Entries of device logs, and what whole logs say.", LogVectors.parts)
    static let names = VectorFile("names", about: "Everything that is named by a hash or a keyed hash.", NameVectors.parts)
    static let padding = VectorFile("padding", about: "Buckets, and what is padded to them.", PaddingVectors.parts)
    static let records = VectorFile("records", about: "Records of class own and shared, and tombstones.", RecordVectors.parts)
    static let answers = VectorFile("answers", about: "Sealed records, own keys and openings.", AnswerVectors.parts)
    static let grants = VectorFile("grants", about: "Keys handed to devices.", GrantVectors.parts)
    static let codes = VectorFile("codes", about: "Codes on paper, boxes and join proofs.", CodeVectors.parts)
    static let rules = VectorFile("rules", about: "Stamps, merge, reveal, and the key to write with.", RuleVectors.parts)
    static let documents = VectorFile("documents", about: "What bodies say, and what is made of it.", DocumentVectors.parts)
    static let days = VectorFile("days", about: "Prompt ids, decks, and the prompt of the day.", DayVectors.parts)
    static let handshake = VectorFile("handshake", about: "The same in handshake.", EveningVectors.partsInHandshake)
    static let evening = VectorFile("evening", about: "One answer from both sides, as it was sent.", EveningVectors.parts)
}
