/// The settings that `config` accepts.
package enum ConfigKey: String, Sendable, CaseIterable {
    case name
    case reveal
    case server
    case deviceName = "device-name"
    // The prompt of the day, for both partners.
    case decks
    case depth
    case cadence
    case pause
    case follow
}
