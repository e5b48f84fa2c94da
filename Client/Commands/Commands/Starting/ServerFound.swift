import ClientCore
import Wire

/// What answers at an address just entered. The address is kept either way.
enum ServerFound {
    case server(ServerInfo)
    case trouble(Failure)

    /// Waits for at most three seconds.
    init(by client: Client) {
        do { self = .server(try client.serverInfo(budget: 3)) } catch { self = .trouble(Wording.failure(error)) }
    }

    var failure: Failure? { if case .trouble(let failure) = self { failure } else { nil } }

    /// For scripts.
    var json: JSON {
        switch self {
        case .server(let info): ["server_version": .string(info.version), "server_trouble": .null]
        case .trouble(let failure): ["server_version": .null, "server_trouble": JSON.reason(failure)]
        }
    }
}
