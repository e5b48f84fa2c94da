/// Where a server is, and how it's authenticated.
package struct ServerAddress: Hashable, Sendable, Codable {
    /// `https`; `http` is allowed for loopback only.
    package let isSecure: Bool
    /// A name, an IPv4 address, or an IPv6 address without brackets.
    package let host: String
    package let port: Int
    package let trust: ServerTrust

    package init(isSecure: Bool, host: String, port: Int, trust: ServerTrust) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.trust = trust
    }

    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// The origin, without a trailing slash.
    package var url: String {
        "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
