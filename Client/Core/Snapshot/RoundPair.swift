import Models

/// Both partners' answers in a round, as far as they are known.
struct RoundPair {
    let mine: HeldRecord?
    let theirs: HeldRecord?

    var both: [HeldRecord] { [mine, theirs].compactMap { $0 } }

    init(_ records: [HeldRecord], of me: PartnerID) {
        mine = records.first { $0.header.author == me }
        theirs = records.first { $0.header.author != me }
    }
}
