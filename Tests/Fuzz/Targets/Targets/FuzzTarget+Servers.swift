import ClientCore
import Models
import Wire

extension FuzzTarget {
    /// The line that says where a server is.
    static let servers = FuzzTarget("servers", longest: 512) { input in
        guard let setting = try? ServerSetting(parsing: String(decoding: input, as: UTF8.self)) else { return }
        let address = setting.address
        try require(!address.host.isEmpty && (1...65_535).contains(address.port), "a server has a host and a port")
        try require(address.isSecure || address.isLoopback, "nothing goes over the network in clear")
        let again = try ServerSetting(parsing: address.url).address
        try require(
            again.url == address.url && again.host == address.host && again.isSecure == address.isSecure,
            "an address reads as what it says")
        try requireRoundTrip(ServerAddress.self, Bytes(WireJSON.encode(address)))
    }
}
