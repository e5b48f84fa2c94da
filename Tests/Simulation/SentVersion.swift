import Models

/// One version of a record, as first seen on the network.
struct SentVersion {
    let digest: VersionDigest
    let record: RecordID
    let visibility: Visibility
    let version: Version
    let by: DeviceRef
    let author: PartnerID
    let device: DeviceID
    let isDeleted: Bool
    let round: RoundID?
    let commitment: Commitment?
    /// The number of the text in it.
    let text: Int?
    /// An opening was sent with it.
    let isEscrow: Bool
}
