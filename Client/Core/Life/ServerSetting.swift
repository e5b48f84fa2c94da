import Models

/// A server as `twofold-server` prints it for `init`: `https://host:port/#pin=…&registration=…`, the part behind `#` optional.
package struct ServerSetting: Hashable, Sendable {
    package let address: ServerAddress
    package let registration: String?

    /// - Throws: `ServerSettingError`, which says what is wrong with the text.
    package init(parsing text: String) throws(ServerSettingError) {
        let trimmed = text.filter { !$0.isWhitespace }
        let parts = trimmed.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var origin = Substring(parts[0])
        let isSecure: Bool
        if origin.hasPrefix("https://") {
            (isSecure, origin) = (true, origin.dropFirst(8))
        } else if origin.hasPrefix("http://") {
            (isSecure, origin) = (false, origin.dropFirst(7))
        } else {
            throw .scheme
        }
        if origin.hasSuffix("/") { origin = origin.dropLast() }
        let (host, port) = try Self.split(origin, standard: isSecure ? 443 : 80)
        var pin: CertificatePin?
        var registration: String?
        for field in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let pair = field.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { throw .fragment }
            switch pair[0] {
            case "pin":
                guard let bytes = Bytes(base64url: pair[1]), let value = CertificatePin(bytes: bytes) else { throw .pin }
                pin = value
            case "registration": registration = String(pair[1])
            default: continue  // From a newer server.
            }
        }
        address = ServerAddress(isSecure: isSecure, host: host, port: port, trust: pin.map { .pin($0) } ?? .authority)
        guard isSecure || address.isLoopback else { throw .insecure }
        self.registration = registration
    }

    private static func split(_ origin: Substring, standard: Int) throws(ServerSettingError) -> (String, Int) {
        let host: Substring
        let rest: Substring
        if origin.hasPrefix("[") {
            guard let close = origin.firstIndex(of: "]") else { throw .host }
            (host, rest) = (origin[..<close].dropFirst(), origin[origin.index(after: close)...])
        } else {
            let colon = origin.lastIndex(of: ":") ?? origin.endIndex
            (host, rest) = (origin[..<colon], origin[colon...])
            guard !host.contains(":") else { throw .host }
        }
        // What would end the host, or stand before it, in an address that is put together from it.
        guard !host.isEmpty, !host.contains(where: { "/@?#\\%[]".contains($0) }) else { throw .host }
        if rest.isEmpty { return (host.lowercased(), standard) }
        guard rest.hasPrefix(":") else { throw .port }
        return (host.lowercased(), try port(rest.dropFirst()))
    }

    private static func port(_ text: Substring) throws(ServerSettingError) -> Int {
        guard let port = Int(text), (1...65_535).contains(port) else { throw .port }
        return port
    }
}

extension Bytes {
    /// Base64 in its alphabet for addresses (RFC 4648, section 5), with or without padding.
    fileprivate init?(base64url text: Substring) {
        let standard = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }.filter { $0 != "=" }
        self.init(base64: String(standard) + String(repeating: "=", count: (4 - standard.count % 4) % 4))
    }
}
