/// Why a text doesn't name a server.
package enum ServerSettingError: String, Error, Sendable, CaseIterable {
    /// It contains no address.
    case scheme
    /// It contains a pin or a token, but no address it could belong to.
    case noAddress = "no_address"
    /// It's a code from `invite`, `link` or `kit`.
    case code
    case host
    /// It has a user name or a password.
    case user
    case port
    /// It has characters that the path of a server can't have.
    case path
    /// `http` to a host other than this computer.
    case insecure
    /// The pin isn't 32 bytes in base64.
    case pin
    /// The token isn't 26 characters of Crockford's base 32.
    case registration
    /// The part after `#` doesn't consist of fields with values.
    case fragment
}
