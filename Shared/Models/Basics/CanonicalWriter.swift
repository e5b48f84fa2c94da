/// Builds the octets to hash or sign: a label, then fields whose boundaries are unambiguous.
///
/// Layout, with all integers big-endian: octets and text are a 4-octet length followed by the octets; an integer is 8 octets; an
/// optional is one octet, 0 or 1, followed by the value if it is 1; a list is a 4-octet count followed by its elements. Text is
/// UTF-8 as given, without normalisation. Described in docs/protocol/encryption.md.
package struct CanonicalWriter {
    package private(set) var bytes: Bytes = []

    /// - Parameter label: separates the uses of one key or hash. It starts with `twofold/` and ends with a version.
    package init(_ label: String) {
        bytes.reserveCapacity(256)
        append(label)
    }

    package mutating func append(_ octets: some Collection<UInt8>) {
        appendCount(octets.count)
        bytes.append(contentsOf: octets)
    }

    package mutating func append(_ text: String) { append(Array(text.utf8)) }

    package mutating func append(_ value: some FixedBytes) { append(value.bytes) }

    package mutating func append(_ integer: Int64) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ instant: Instant) { append(instant.milliseconds) }

    package mutating func append(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    package mutating func append<Value>(optional value: Value?, _ body: (inout CanonicalWriter, Value) -> Void) {
        append(value != nil)
        if let value { body(&self, value) }
    }

    package mutating func append(_ value: (some FixedBytes)?) {
        append(optional: value) { $0.append($1) }
    }

    package mutating func append<Element>(list: [Element], _ body: (inout CanonicalWriter, Element) -> Void) {
        appendCount(list.count)
        for element in list { body(&self, element) }
    }

    private mutating func appendCount(_ count: Int) {
        withUnsafeBytes(of: UInt32(count).bigEndian) { bytes.append(contentsOf: $0) }
    }
}
