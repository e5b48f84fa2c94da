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
    var key: KeyID? = Sample.id(9)
    var bodyHash: BodyHash = Sample.id(10)

    var header: RecordHeader {
        RecordHeader(
            couple: couple, id: id, class: `class`, owner: owner, author: author,
            stamp: Stamp(time: time, counter: counter, device: device), isDeleted: isDeleted, round: round, commitment: commitment,
            key: key, bodyHash: bodyHash)
    }

    static var own: HeaderFields { HeaderFields() }

    static var shared: HeaderFields {
        var fields = HeaderFields()
        fields.class = .shared
        return fields
    }

    static var sealed: HeaderFields {
        var fields = HeaderFields()
        fields.class = .sealed
        fields.round = Sample.id(7)
        fields.commitment = Sample.id(8)
        fields.key = nil
        fields.id = .answer(of: Sample.id(7), by: fields.author)
        return fields
    }

    func with(_ change: (inout HeaderFields) -> Void) -> HeaderFields {
        var fields = self
        change(&fields)
        return fields
    }
}
