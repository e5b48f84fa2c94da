package import Vault

/// Where a server is, and how it's authenticated.
package struct ServerAddress: Hashable, Sendable {
    /// `https`; `http` is allowed for loopback only.
    package let isSecure: Bool
    /// A name, an IPv4 address, or an IPv6 address without brackets.
    package let host: String
    package let port: Int
    /// What precedes the path of every request, for a server that shares its host with others.
    package let path: ServerPath
    package let trust: ServerTrust

    package init(isSecure: Bool, host: String, port: Int, path: ServerPath = .root, trust: ServerTrust) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.path = path
        self.trust = trust
    }

    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// The origin and the path, without a trailing slash.
    package var url: String {
        "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path.text)"
    }
}

/// Homes of versions without paths stay readable, and an address without one is stored as they did.
extension ServerAddress: Codable {
    private enum CodingKeys: String, CodingKey { case isSecure, host, port, path, trust }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        isSecure = try values.decode(Bool.self, forKey: .isSecure)
        host = try values.decode(String.self, forKey: .host)
        port = try values.decode(Int.self, forKey: .port)
        let written = try values.decodeIfPresent(String.self, forKey: .path) ?? ""
        guard let path = ServerPath(parsing: written) else {
            throw DecodingError.dataCorruptedError(forKey: .path, in: values, debugDescription: "not a path")
        }
        self.path = path
        trust = try values.decode(ServerTrust.self, forKey: .trust)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(isSecure, forKey: .isSecure)
        try values.encode(host, forKey: .host)
        try values.encode(port, forKey: .port)
        if path != .root { try values.encode(path.text, forKey: .path) }
        try values.encode(trust, forKey: .trust)
    }
}
