import FoundationEssentials
import Models
import Wire

/// A request on its way.
final class SentRequest {
    let by: DeviceRef
    let route: Route
    let body: Bytes?
    let token: Token?
    /// A planned fault occurs while it's processed.
    let mayFail: Bool
    /// Decoded once for everyone who inspects it.
    private(set) lazy var sync: SyncRequest? =
        route == .sync ? body.flatMap { try? WireJSON.decode(SyncRequest.self, from: Data($0)) } : nil
    /// The server's latest reply, if it was to a sync.
    var response: SyncResponse?

    init(by: DeviceRef, route: Route, body: Bytes?, token: Token?, mayFail: Bool) {
        self.by = by
        self.route = route
        self.body = body
        self.token = token
        self.mayFail = mayFail
    }
}
