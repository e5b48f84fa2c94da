import Models
import Wire

/// What a look at a request on a snapshot finds.
enum SyncLook: Sendable {
    /// Nothing is to be written: the answer.
    case reply(SyncResponse)
    case mustWrite(cards: [DeviceID: DeviceCard])
}
