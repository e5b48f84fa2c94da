import ClientCore
import Models

/// Writes JSON for scripts and people: fields in the order in which they are encoded, times as RFC 3339, other fractions with one
/// decimal, and nothing that a terminal obeys.
///
/// `JSONEncoder` keeps no order: docs/decisions/0032-json-keeps-its-order.md. Nor does a `Dictionary`, so don't encode one.
package enum JSONText {
    /// On one line.
    package static func line(_ value: some Encodable) -> String { text(value, Output(isIndented: false)) }

    /// Indented by two spaces, for documents that people keep.
    package static func document(_ value: some Encodable) -> String { text(value, Output(isIndented: true)) }

    private static func text(_ value: some Encodable, _ output: Output) -> String {
        do {
            try output.encode(value)
        } catch {
            preconditionFailure("\(type(of: value)) can't be written: \(error)")
        }
        output.close(to: 0)
        return output.text
    }
}

/// The text so far, and the objects and arrays in it that are still open. A value that is encoded asks for one container.
private final class Output: Encoder, SingleValueEncodingContainer {
    private(set) var text = ""
    private let isIndented: Bool
    private var open: [(end: String, isEmpty: Bool)] = []
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(isIndented: Bool) { self.isIndented = isIndented }

    func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(ObjectOutput(output: self, depth: begin("{", "}")))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ArrayOutput(output: self, depth: begin("[", "]")) }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    // MARK: Objects and arrays

    /// - Returns: how many are open.
    private func begin(_ start: String, _ end: String) -> Int {
        text += start
        open.append((end, true))
        return open.count
    }

    func close(to depth: Int) {
        while open.count > depth, let container = open.popLast() {
            if !container.isEmpty { breakLine() }
            text += container.end
        }
    }

    /// Begins the next element or field of the container at that depth.
    func next(at depth: Int, _ key: (any CodingKey)? = nil) -> Output {
        close(to: depth)
        if !open[depth - 1].isEmpty { text += "," }
        open[depth - 1].isEmpty = false
        breakLine()
        if let key {
            encode(key.stringValue)
            text += isIndented ? ": " : ":"
        }
        return self
    }

    private func breakLine() {
        if isIndented { text += "\n" + String(repeating: "  ", count: open.count) }
    }

    // MARK: Values

    func encodeNil() { text += "null" }
    func encode(_ value: Bool) { text += value ? "true" : "false" }
    func encode(_ value: some Encodable & BinaryInteger) { text += String(value) }

    func encode(_ value: some Encodable & BinaryFloatingPoint) {
        let tenths = Int((value * 10).rounded())
        text += "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    func encode(_ value: some Encodable) throws {
        if let time = value as? Instant { encode(time.rfc3339) } else { try value.encode(to: self) }
    }

    /// Escapes control characters, including those beyond ASCII, and characters that reorder text: JSON may end up on a terminal.
    func encode(_ value: String) {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value), "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        text += quoted + "\""
    }
}

private struct ObjectOutput<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: Output
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { output.next(at: depth, key).encodeNil() }
    func encode(_ value: some Encodable, forKey key: Key) throws { try output.next(at: depth, key).encode(value) }

    func nestedContainer<Inner>(keyedBy type: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
        output.next(at: depth, key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { output.next(at: depth, key).unkeyedContainer() }
    func superEncoder() -> any Encoder { preconditionFailure("only subclasses ask for it") }
    func superEncoder(forKey key: Key) -> any Encoder { output.next(at: depth, key) }
}

private struct ArrayOutput: UnkeyedEncodingContainer {
    let output: Output
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(output: Output, depth: Int) { (self.output, self.depth) = (output, depth) }

    private mutating func next() -> Output {
        count += 1
        return output.next(at: depth)
    }

    mutating func encodeNil() { next().encodeNil() }
    mutating func encode(_ value: some Encodable) throws { try next().encode(value) }

    mutating func nestedContainer<Inner>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
        next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { next() }
}
