import ServerCore
import StoreSQL

enum CoupleColumn: Int32, ColumnList {
    case history
    case inviter, inviterHead, inviterPoint, inviterGreatest, inviterRecords, inviterBytes, inviterLeft
    case joiner, joinerHead, joinerPoint, joinerGreatest, joinerRecords, joinerBytes, joinerLeft
}

enum DeviceColumn: Int32, ColumnList {
    case id, side, kind, signing, agreement, expires, live, settled
}

enum GrantColumn: Int32, ColumnList {
    case digest, side, signedGrant, inviterPosition, joinerPosition
}

enum RecordColumn: Int32, ColumnList {
    case scope, id, `class`, owner, author, time, counter, device, deleted, round, commitment, key, bodyHash, signature
    case ownKey, ownKeySealed
    case openingDevice, openingPartnerCommitment, openingKey, openingSealed, openingSignature
    case phase, counts, inviterPosition, joinerPosition, bodyBytes
}

enum BoxColumn: Int32, ColumnList {
    case locator, couple, side, kind, device, box, expires, answeredBy, proof, permit
}
