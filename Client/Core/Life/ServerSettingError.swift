/// Why a text names no server.
package enum ServerSettingError: String, Error, Sendable {
    /// It does not begin with `https://` or `http://`.
    case scheme
    case host
    case port
    /// `http` to another machine than this.
    case insecure
    /// The pin is not 32 octets in base64.
    case pin
    /// Behind `#` stands something other than fields with values.
    case fragment
}
