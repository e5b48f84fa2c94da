/// A request to an agent: one byte for the version, then one of these.
enum AgentRequest: UInt8 {
    static let version: UInt8 = 1

    /// Asks for the key, 32 bytes. An agent that no longer has it sends nothing.
    case key = 0x6b
    /// Tells the agent to forget the key. It confirms with one byte.
    case forget = 0x66
}
