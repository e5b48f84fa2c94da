/// What `config` knows.
package enum ConfigKey: String, Sendable, CaseIterable {
    case name
    case reveal
    case server
    case deviceName = "device-name"
}
