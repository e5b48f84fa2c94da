import ClientCore
import Models
import Support
import Testing
import Wire

/// One of everything a home can hold. The file in Fixtures holds the same.
struct HomeContents: Equatable {
    var value: Bytes? = [1, 2, 3]
    var entries = [HomeSamples.entry(20), HomeSamples.entry(21)]
    var grants: [KeyGrant] = []
    var own = [HomeSamples.own(30)]
    var sealed = [HomeSamples.sealed(round: HomeSamples.id(40), phase: .frozen, isTampered: true)]
    var rounds = [
        RoundRow(id: HomeSamples.id(40), reference: RoundReference(prompt: "founding/first-word", number: 1), isLookedAt: true)
    ]
    var outbox: [OutboxEntry] = []
    var offers: [Offer] = [.record(id: HomeSamples.id(30)), .entry(hash: HomeSamples.id(20), partner: HomeSamples.me)]
    var history: [HistoryRow] = []
    var notices: [NoticeRow] = []

    /// The expected contents of a home that `write(to:)` has written to.
    static func sample() throws -> HomeContents {
        var contents = HomeContents()
        contents.grants = [try HomeSamples.grant(epoch: 1)]
        contents.outbox = [
            OutboxEntry(
                sequence: 1, record: HomeSamples.id(30), intent: Blob([5]), wall: HomeSamples.at,
                boot: BootTime(boot: "a-boot", milliseconds: 1),
                write: .record(RecordWrite(record: try #require(HomeSamples.own(30).record))), restamped: 2, refusal: .quotaBytes)
        ]
        contents.history = [
            HistoryRow(sequence: 1, record: HomeSamples.id(30), reason: .otherHistory, content: Blob([6]), at: HomeSamples.at)
        ]
        contents.notices = [NoticeRow(sequence: 1, notice: .locked(prompt: "founding/first-word"), at: HomeSamples.at)]
        return contents
    }

    func write(to transaction: any HomeWriter) throws {
        try transaction.setValue(value, for: "sample")
        for entry in entries { try transaction.add(entry, of: HomeSamples.me) }
        for grant in grants { try transaction.add(grant) }
        for record in own + sealed { try transaction.put(record) }
        for round in rounds { try transaction.put(round) }
        for entry in outbox { try transaction.append(entry) }
        for offer in offers { try transaction.add(offer) }
        for version in history { try transaction.add(version) }
        for notice in notices { try transaction.add(notice) }
    }

    init() {}

    init(of transaction: any HomeReader) throws {
        value = try transaction.value("sample")
        entries = try transaction.entries(of: HomeSamples.me)
        grants = try transaction.grants()
        own = try transaction.records(of: .own, includingTombstones: false)
        sealed = try transaction.records(of: .sealed, includingTombstones: false)
        rounds = try transaction.allRounds()
        outbox = try transaction.outbox()
        offers = try transaction.offers(limit: 10)
        history = try transaction.history(of: HomeSamples.id(30))
        notices = try transaction.notices(unseenOnly: false)
    }
}
