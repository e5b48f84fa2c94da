import ClientCore
import Wire

/// What answers at an address that was just given. It is kept whatever that is.
enum ServerFound {
    case server(ServerInfo)
    case trouble(Failure)

    /// Asks for three seconds at most.
    init(by client: any HomeClient) {
        do { self = .server(try client.serverInfo(budget: 3)) } catch { self = .trouble(Wording.failure(error)) }
    }

    var failure: Failure? { if case .trouble(let failure) = self { failure } else { nil } }

    /// What scripts are told of it.
    var json: JSON {
        switch self {
        case .server(let info): ["server_version": .string(info.version), "server_trouble": .null]
        case .trouble(let failure): ["server_version": .null, "server_trouble": JSON.reason(failure)]
        }
    }
}
