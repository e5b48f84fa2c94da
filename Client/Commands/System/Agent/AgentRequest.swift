/// What can be asked of an agent: an octet for the version, and one of these.
enum AgentRequest: UInt8 {
    static let version: UInt8 = 1

    /// The key, 32 octets. An agent that has none any more sends nothing.
    case key = 0x6b
    /// To forget. One octet says that it is done.
    case forget = 0x66
}
