import Models
import Support
import Wire

/// Reads a vector: a missing or unexpected part ends the test.
extension JSONTree {
    struct NotThere: Error {
        let what: String
    }

    func callAsFunction(_ name: String) throws -> JSONTree {
        guard case .object(let fields) = self, let value = fields[name] else { throw NotThere(what: name) }
        return value
    }

    /// The vector's name, for failure messages.
    var title: String { (try? self("name").string) ?? (try? self("what").string) ?? "" }

    var isNull: Bool { self == .null }

    var elements: [JSONTree] {
        get throws {
            guard case .array(let elements) = self else { throw NotThere(what: "array") }
            return elements
        }
    }

    var string: String {
        get throws {
            guard case .text(let text) = self else { throw NotThere(what: "text") }
            return text
        }
    }

    var integer: Int64 {
        get throws {
            guard case .number(let number) = self else { throw NotThere(what: "number") }
            return number
        }
    }

    var bool: Bool {
        get throws {
            guard case .flag(let flag) = self else { throw NotThere(what: "flag") }
            return flag
        }
    }

    /// The bytes of a hexadecimal string.
    var octets: Bytes {
        get throws {
            guard let octets = Bytes(hex: try string) else { throw NotThere(what: "hexadecimal") }
            return octets
        }
    }

    /// A hexadecimal string as a typed value.
    func value<Value: FixedBytes>(_ type: Value.Type = Value.self) throws -> Value {
        guard let value = Value(bytes: try octets) else { throw NotThere(what: "\(Value.byteCount) octets") }
        return value
    }

    /// A sent value, decoded with the product's code.
    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try WireJSON.decode(type, from: WireJSON.encode(self))
    }
}
