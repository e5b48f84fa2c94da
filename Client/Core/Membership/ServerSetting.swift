import Models
import Vault

/// A server as `twofold-server` prints it for `init`: `https://host:port/#pin=…&registration=…`. The part after `#` is optional, and
/// a path may precede it.
package struct ServerSetting: Hashable, Sendable {
    package let address: ServerAddress
    package let registration: String?

    /// Reads all or part of the line, wrapped or not, with any surrounding text. A missing scheme means `https`, or `http` for this
    /// computer.
    ///
    /// - Parameter known: this home's server: a pin or a token on its own refers to it.
    /// - Throws: `ServerSettingError`, which says what is wrong with the text.
    package init(parsing text: String, known: ServerAddress? = nil) throws(ServerSettingError) {
        // Its end would pass for a path.
        if Self.isCode(text) { throw .code }
        if let line = ServerLine.addresses(in: text).first {
            self = try Self.first(of: line.readings) { text throws(ServerSettingError) in try ServerSetting(address: text) }
        } else if let line = ServerLine.fields(in: text) {
            let fields = try Self.first(of: line.readings) { text throws(ServerSettingError) in try Fields(text[...]) }
            guard let known else { throw .noAddress }
            self.init(known, fields)
        } else {
            throw .scheme
        }
    }

    /// Whether a text is formed like a registration token: 128 bits in Crockford's base 32.
    static func isRegistration(_ text: Substring) -> Bool { text.wholeMatch(of: /(?i)[0-9A-HJKMNP-TV-Z]{26}/) != nil }

    /// Whether it's a code from `invite`, `link` or `kit`.
    private static func isCode(_ text: String) -> Bool {
        text.split(whereSeparator: \.isWhitespace).contains { (try? PaperCode(parsing: String($0))) != nil }
    }

    /// The longest candidate that can't be a coincidence, otherwise the unbroken piece.
    private static func first<Value: Telling>(
        of readings: [String], _ read: (String) throws(ServerSettingError) -> Value
    ) throws(ServerSettingError) -> Value {
        for reading in readings.dropLast() {
            if let value = try? read(reading), value.isTelling { return value }
        }
        return try read(readings.last ?? "")
    }

    private init(_ known: ServerAddress, _ fields: Fields) {
        let trust = fields.pin.map { ServerTrust.pin($0) } ?? known.trust
        address = ServerAddress(isSecure: known.isSecure, host: known.host, port: known.port, path: known.path, trust: trust)
        registration = fields.registration
    }

    private init(address text: String) throws(ServerSettingError) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fields = try Fields(parts.count > 1 ? parts[1] : "")
        var origin = parts.first ?? ""
        var isSecure: Bool?
        for (scheme, secure) in [("https://", true), ("http://", false)] where origin.lowercased().hasPrefix(scheme) {
            (isSecure, origin) = (secure, origin.dropFirst(scheme.count))
        }
        let place = origin.drop { $0 == "/" }
        let slash = place.firstIndex(of: "/") ?? place.endIndex
        let (host, port) = try Self.split(place[..<slash])
        let path = try Self.path(place[slash...])
        func address(_ isSecure: Bool) -> ServerAddress {
            ServerAddress(
                isSecure: isSecure, host: host, port: port ?? (isSecure ? 443 : 80), path: path,
                trust: fields.pin.map { .pin($0) } ?? .authority)
        }
        self.address = address(isSecure ?? (fields.pin != nil || !address(false).isLoopback))
        guard self.address.isSecure || self.address.isLoopback else { throw .insecure }
        registration = fields.registration
    }

    /// - Returns: the host, and the port if there is one.
    private static func split(_ origin: Substring) throws(ServerSettingError) -> (host: String, port: Int?) {
        if origin.contains("@") { throw .user }
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
        // Characters that would end the host, or precede it, in an address built from it.
        guard !host.isEmpty, !host.contains(where: { "/@?#\\%[]".contains($0) }) else { throw .host }
        if rest.isEmpty { return (host.lowercased(), nil) }
        guard rest.hasPrefix(":") else { throw .port }
        return (host.lowercased(), try port(rest.dropFirst()))
    }

    private static func path(_ text: Substring) throws(ServerSettingError) -> ServerPath {
        if text.split(separator: "/").contains(where: isPartOfCode) { throw .code }
        guard let path = ServerPath(parsing: text) else { throw .path }
        return path
    }

    /// Whether it looks like a code, or like the beginning of one: that isn't the path of a server, and must not get into its log.
    private static func isPartOfCode(_ text: Substring) -> Bool {
        if text.wholeMatch(of: /(?:[0-9A-Za-z]{4}-?){7,}[0-9A-Za-z]{0,4}/) != nil { return true }
        return text.wholeMatch(of: /(?:[0-9A-Za-z]{4}-){2,}[0-9A-Za-z]{1,4}-?/) != nil && text.contains(where: \.isNumber)
    }

    private static func port(_ text: Substring) throws(ServerSettingError) -> Int {
        guard let port = Int(text), (1...65_535).contains(port) else { throw .port }
        return port
    }
}

/// Something read from a line that knows whether it could be a coincidence.
private protocol Telling {
    var isTelling: Bool { get }
}

extension ServerSetting: Telling {
    /// Whether it holds more than the server's location.
    package var isTelling: Bool { registration != nil || address.trust != .authority }
}

/// The part after `#`.
private struct Fields: Telling {
    private(set) var pin: CertificatePin?
    private(set) var registration: String?

    var isTelling: Bool { pin != nil || registration != nil }

    init(_ text: Substring) throws(ServerSettingError) {
        for field in text.split(separator: "&") {
            let pair = field.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { throw .fragment }
            switch pair[0] {
            case "pin":
                guard let bytes = Bytes(base64url: pair[1]), let value = CertificatePin(bytes: bytes) else { throw .pin }
                pin = value
            case "registration":
                guard ServerSetting.isRegistration(pair[1]) else { throw .registration }
                registration = String(pair[1])
            default: continue  // From a newer server.
            }
        }
    }
}

extension Bytes {
    /// Base64 with the URL-safe alphabet (RFC 4648, section 5), with or without padding.
    fileprivate init?(base64url text: Substring) {
        let standard = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }.filter { $0 != "=" }
        self.init(base64: String(standard) + String(repeating: "=", count: (4 - standard.count % 4) % 4))
    }
}
