package import Models

/// A record header whose fields can be changed one at a time.
package struct HeaderFields: Sendable {
    package var couple: CoupleID = Sample.id(1)
    package var id: RecordID = Sample.id(2)
    package var visibility = Visibility.own
    package var owner = RecordOwner.author
    package var author: PartnerID = Sample.id(3)
    package var time = Instant(milliseconds: 4)
    package var counter: UInt32 = 5
    package var device: DeviceID = Sample.id(6)
    package var isDeleted = false
    package var round: RoundID?
    package var commitment: Commitment?
    package var key: KeyID? = Sample.id(9)
    package var bodyHash: BodyHash = Sample.id(10)

    package init() {}

    package init(_ header: RecordHeader) {
        couple = header.couple
        id = header.id
        visibility = header.visibility
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

    package var header: RecordHeader {
        RecordHeader(
            couple: couple, id: id, visibility: visibility, owner: owner, author: author,
            stamp: Stamp(time: time, counter: counter, device: device), isDeleted: isDeleted, round: round, commitment: commitment,
            key: key, bodyHash: bodyHash)
    }

    /// For a body, whose hash it then has.
    package func header(of body: Blob) -> RecordHeader { with { $0.bodyHash = BodyHash(ofBody: body) }.header }

    package func with(_ change: (inout HeaderFields) -> Void) -> HeaderFields {
        var fields = self
        change(&fields)
        return fields
    }
}
