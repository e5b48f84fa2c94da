/// Why a text names no server.
package enum ServerSettingError: String, Error, Sendable, CaseIterable {
    /// No address stands in it.
    case scheme
    /// A pin or a token stands in it, and no address that it is for.
    case noAddress = "no_address"
    /// It is a code of `invite`, `link` or `kit`.
    case code
    case host
    case port
    /// `http` to another machine than this.
    case insecure
    /// The pin is not 32 octets in base64.
    case pin
    /// The token is not 26 characters of Crockford's base 32.
    case registration
    /// Behind `#` stands something other than fields with values.
    case fragment
}
