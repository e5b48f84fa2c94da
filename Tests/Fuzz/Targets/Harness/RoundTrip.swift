import FoundationEssentials
import Models
import Wire

/// Whatever can be decoded must survive its own encoding, and be encoded the same way the second time.
func requireRoundTrip<Value: Codable & Equatable>(_ type: Value.Type, _ input: Bytes) throws {
    guard let value = try? WireJSON.decode(type, from: Data(input)) else { return }
    let written = try WireJSON.encode(value)
    let again = try WireJSON.decode(type, from: written)
    try require(again == value, "\(type) comes back as it was")
    try require(try WireJSON.encode(again) == written, "\(type) is encoded alike again")
}
