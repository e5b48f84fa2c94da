import FoundationEssentials
import Models
import Wire

/// A request on its way.
final class SentRequest {
    let by: DeviceRef
    let route: Route
    let body: Bytes?
    let token: Token?
    /// Something is planned to go wrong while it is answered.
    let mayFail: Bool
    /// Decoded once, for whoever looks.
    private(set) lazy var sync: SyncRequest? =
        route == .sync ? body.flatMap { try? WireJSON.decode(SyncRequest.self, from: Data($0)) } : nil
    /// What the server answered last, where it did a sync.
    var response: SyncResponse?

    init(by: DeviceRef, route: Route, body: Bytes?, token: Token?, mayFail: Bool) {
        self.by = by
        self.route = route
        self.body = body
        self.token = token
        self.mayFail = mayFail
    }
}
