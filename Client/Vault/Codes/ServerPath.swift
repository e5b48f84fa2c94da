/// The path under which a server is reached if it shares its host with others, such as `/twofold` behind a reverse proxy.
package struct ServerPath: Hashable, Sendable {
    /// Empty, or segments that each follow one slash. No slash at the end.
    package let text: String

    /// The whole host belongs to the server.
    package static let root = ServerPath(checked: "")

    private init(checked text: String) { self.text = text }

    /// Ignores doubled, leading and trailing slashes. Upper and lower case stay: servers tell them apart.
    ///
    /// - Returns: `nil` if a segment is `.` or `..`, or has characters other than letters and digits of ASCII, `-`, `.`, `_` and `~`
    ///   (RFC 3986, unreserved): others could end the path, or be read differently by a proxy and a server.
    package init?(parsing text: some StringProtocol) {
        let segments = text.split(separator: "/")
        guard segments.allSatisfy({ $0 != "." && $0 != ".." && $0.unicodeScalars.allSatisfy(Self.isAllowed) }) else { return nil }
        self.init(checked: segments.map { "/" + $0 }.joined())
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": true
        default: false
        }
    }
}
