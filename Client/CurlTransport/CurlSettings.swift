import ClientCore

struct CurlSettings {
    let address: ServerAddress
    let version: String
    let policy: TransportPolicy
    let authorityFile: String?

    var rules: SendingRules { SendingRules(address: address) }
}
