/// What `config` knows.
package enum ConfigKey: String, Sendable, CaseIterable {
    case name
    case reveal
    case server
    case deviceName = "device-name"
    // Of the prompt of the day, for both.
    case decks
    case depth
    case cadence
    case pause
}
