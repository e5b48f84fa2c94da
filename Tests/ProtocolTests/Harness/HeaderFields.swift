import Models

/// A mutable header, for records that are wrong on purpose.
struct HeaderFields {
    private let original: RecordHeader
    var id: RecordID
    var `class`: RecordClass
    var owner: RecordOwner
    var time: Instant
    var counter: UInt32
    var isDeleted: Bool
    var round: RoundID?
    var commitment: Commitment?
    var key: KeyID?

    init(_ header: RecordHeader, _ change: (inout HeaderFields) -> Void) {
        original = header
        id = header.id
        `class` = header.class
        owner = header.owner
        time = header.stamp.time
        counter = header.stamp.counter
        isDeleted = header.isDeleted
        round = header.round
        commitment = header.commitment
        key = header.key
        change(&self)
    }

    func header(of body: Blob) -> RecordHeader {
        RecordHeader(
            couple: original.couple, id: id, class: `class`, owner: owner, author: original.author,
            stamp: Stamp(time: time, counter: counter, device: original.device), isDeleted: isDeleted, round: round,
            commitment: commitment, key: key, bodyHash: BodyHash(ofBody: body))
    }
}
