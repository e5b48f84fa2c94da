import ClientCore
import Presentation

extension ServerFound {
    /// Waits for at most three seconds.
    init(by client: Client) {
        do { self = .server(try client.serverInfo(budget: 3)) } catch { self = .trouble(Wording.failure(error)) }
    }
}
