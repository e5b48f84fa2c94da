import ClientCore
import Wire

/// What must be true before anything is sent to an address.
struct SendingRules {
    let address: ServerAddress

    func check(_ request: CurlRequest) throws(TransportError) {
        guard isPlainHost else { throw .unreachable }
        guard address.isSecure || isLoopback else { throw .insecure }
        if address.trust == .unverifiedForBox {
            guard request.route == .readBox, request.token == nil else { throw .untrusted }
        }
    }

    /// Stricter than resolving the name: accepts only loopback addresses and `localhost`, none of which is ever looked up.
    var isLoopback: Bool {
        if address.host == "localhost" || address.host == "::1" { return true }
        let parts = address.host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { part in UInt8(part).map { "\($0)" == part } ?? false }
    }

    /// Whether the host can't be mistaken for another part of a URL.
    private var isPlainHost: Bool {
        (1...65_535).contains(address.port) && !address.host.isEmpty
            && address.host.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
                    || "-._:".unicodeScalars.contains(scalar)
            }
    }
}
