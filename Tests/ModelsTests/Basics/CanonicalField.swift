import Models
import Support

/// One field of hashed or signed data.
enum CanonicalField: Hashable {
    case octets(Bytes)
    case text(String)
    case integer(Int64)
    case flag(Bool)
    case optional(Bytes?)
    case list([Bytes])

    static func random(_ random: SeededRandom) -> CanonicalField {
        func octets() -> Bytes { random.bytes(random.below(6)).map { $0 % 3 } }
        return switch random.below(6) {
        case 0: .octets(octets())
        case 1: .text(String(repeating: random.pick(["a", "é", "\0"]), count: random.below(4)))
        case 2: .integer(Int64(bitPattern: random.number()) >> Int64(random.below(64)))
        case 3: .flag(random.below(2) == 0)
        case 4: .optional(random.below(2) == 0 ? nil : octets())
        default: .list((0..<random.below(4)).map { _ in octets() })
        }
    }

    func write(to writer: inout CanonicalWriter) {
        switch self {
        case .octets(let octets): writer.append(octets)
        case .text(let text): writer.append(text)
        case .integer(let integer): writer.append(integer)
        case .flag(let flag): writer.append(flag)
        case .optional(let octets): writer.append(optional: octets) { $0.append($1) }
        case .list(let list): writer.append(list: list) { $0.append($1) }
        }
    }

    /// Reads a field of the same kind.
    func read(from reader: inout CanonicalReader) throws -> CanonicalField {
        switch self {
        case .octets: .octets(try reader.octets())
        case .text: .text(try reader.text())
        case .integer: .integer(try reader.integer())
        case .flag: .flag(try reader.flag())
        case .optional: .optional(try reader.flag() ? reader.octets() : nil)
        case .list:
            .list(try (0..<reader.count()).map { _ in try reader.octets() })
        }
    }
}
