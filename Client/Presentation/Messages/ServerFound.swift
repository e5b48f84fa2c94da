package import Wire

/// What answers at an address just entered. The address is kept either way.
package enum ServerFound {
    case server(ServerInfo)
    case trouble(Failure)

    package var failure: Failure? { if case .trouble(let failure) = self { failure } else { nil } }

    /// For scripts.
    package var json: JSON {
        switch self {
        case .server(let info): ["server_version": .string(info.version), "server_trouble": .null]
        case .trouble(let failure): ["server_version": .null, "server_trouble": JSON.reason(failure)]
        }
    }
}
