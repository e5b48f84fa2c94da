import Models

/// A record header whose fields can be changed one at a time.
struct HeaderFields {
    var couple: CoupleID = Sample.id(1)
    var id: RecordID = Sample.id(2)
    var `class` = RecordClass.own
    var owner = RecordOwner.author
    var author: PartnerID = Sample.id(3)
    var time = Instant(milliseconds: 4)
    var counter: UInt32 = 5
    var device: DeviceID = Sample.id(6)
    var isDeleted = false
    var round: RoundID?
    var commitment: Commitment?
    var key: KeyID?
    var bodyHash: BodyHash = Sample.id(10)

    init() {}

    init(_ header: RecordHeader) {
        couple = header.couple
        id = header.id
        `class` = header.class
        owner = header.owner
        author = header.author
        time = header.stamp.time
        counter = header.stamp.counter
        device = header.device
        isDeleted = header.isDeleted
        round = header.round
        commitment = header.commitment
        key = header.key
        bodyHash = header.bodyHash
    }

    var header: RecordHeader {
        RecordHeader(
            couple: couple, id: id, class: `class`, owner: owner, author: author,
            stamp: Stamp(time: time, counter: counter, device: device), isDeleted: isDeleted, round: round, commitment: commitment,
            key: key, bodyHash: bodyHash)
    }

    func with(_ change: (inout HeaderFields) -> Void) -> HeaderFields {
        var fields = self
        change(&fields)
        return fields
    }

    /// Headers that each differ from this one in one field that a body is bound to. The key it's opened with stays the same.
    var altered: [HeaderFields] {
        [
            with { $0.couple = Sample.id(99) }, with { $0.id = Sample.id(99) }, with { $0.class = .shared },
            with { $0.owner = .couple }, with { $0.author = Sample.id(99) }, with { $0.time = Instant(milliseconds: 99) },
            with { $0.counter = 99 }, with { $0.device = Sample.id(99) }, with { $0.isDeleted.toggle() },
            with { $0.round = Sample.id(99) }, with { $0.commitment = Sample.id(99) },
        ]
    }
}
