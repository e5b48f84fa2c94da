import Models
import Wire

/// A request on its way.
struct SentRequest {
    let by: DeviceRef
    let route: Route
    let body: Bytes?
    let token: Token?
}
