import Models
import Wire

/// What a look at a request on a snapshot finds.
struct SyncLook: Sendable {
    let caller: Caller
    /// Of every device of both partners.
    let cards: [DeviceID: DeviceCard]
    let points: PresentedPoints
    /// The answer, where nothing is to be written.
    let reply: SyncReply?
}
