package import Models

/// Everything a client needs to know about a server, as one string to paste: `https://host:port/#pin=…&registration=…`. Described
/// in docs/protocol/http.md.
package struct ServerString: Sendable {
    package let isSecure: Bool
    package let host: String
    package let port: Int
    package let pin: CertificatePin?
    package let registration: RegistrationToken?

    package init(isSecure: Bool, host: String, port: Int, pin: CertificatePin?, registration: RegistrationToken?) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.pin = pin
        self.registration = registration
    }

    /// The server's origin, without a trailing slash.
    package var origin: String {
        "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Contains the registration token, if there is one.
    package var text: String {
        var parts: [String] = []
        if let pin { parts.append("pin=" + Self.base64URL(pin.bytes)) }
        if let registration { parts.append("registration=" + registration.text) }
        return parts.isEmpty ? origin : "\(origin)/#" + parts.joined(separator: "&")
    }

    private static func base64URL(_ bytes: Bytes) -> String {
        String(
            bytes.base64.compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}
