import Models

/// Writes stored values in as few bytes as possible, in an order that the reader knows: integers as 8 bytes, big-endian; text and
/// bytes of variable length after their length; optional values after a byte that says whether they're present.
struct CompactWriter {
    private(set) var bytes = Bytes()

    init(reserving count: Int) { bytes.reserveCapacity(count) }

    mutating func write(_ integer: Int64) { withUnsafeBytes(of: integer.bigEndian) { bytes += $0 } }
    mutating func write(_ isSet: Bool) { bytes.append(isSet ? 1 : 0) }
    mutating func write(_ octet: UInt8) { bytes.append(octet) }
    mutating func write(_ text: String) { write(octets: text.utf8) }
    mutating func write(_ blob: Blob) { write(octets: blob.bytes) }
    mutating func write(_ value: some FixedBytes) { bytes += value.bytes }

    mutating func write(_ stamp: Stamp) {
        write(stamp.time.milliseconds)
        write(Int64(stamp.counter))
        write(stamp.device)
    }

    mutating func write<Value>(_ value: Value?, _ body: (inout CompactWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    private mutating func write(octets: some Collection<UInt8>) {
        write(Int64(octets.count))
        bytes += octets
    }
}

/// Reads what `CompactWriter` wrote.
struct CompactReader {
    /// The bytes aren't what was asked for.
    struct Unexpected: Error {}

    private var left: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) { left = octets }

    var isAtEnd: Bool { left.isEmpty }

    mutating func octets(_ count: Int) throws(Unexpected) -> ArraySlice<UInt8> {
        guard count >= 0, left.count >= count else { throw Unexpected() }
        defer { left = left.dropFirst(count) }
        return left.prefix(count)
    }

    mutating func integer() throws(Unexpected) -> Int64 {
        Int64(bitPattern: try octets(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    mutating func count() throws(Unexpected) -> Int {
        guard let count = Int(exactly: try integer()) else { throw Unexpected() }
        return count
    }

    mutating func octet() throws(Unexpected) -> UInt8 {
        guard let octet = try octets(1).first else { throw Unexpected() }
        return octet
    }

    mutating func flag() throws(Unexpected) -> Bool { try octet() != 0 }
    mutating func text() throws(Unexpected) -> String { String(decoding: try octets(count()), as: UTF8.self) }
    mutating func blob() throws(Unexpected) -> Blob { Blob(Bytes(try octets(count()))) }

    mutating func fixed<Value: FixedBytes>() throws(Unexpected) -> Value {
        Value(validated: Bytes(try octets(Value.byteCount)))
    }

    mutating func instant() throws(Unexpected) -> Instant { Instant(milliseconds: try integer()) }

    mutating func stamp() throws(Unexpected) -> Stamp {
        let time = try instant()
        guard let counter = UInt32(exactly: try integer()) else { throw Unexpected() }
        return Stamp(time: time, counter: counter, device: try fixed())
    }

    mutating func optional<Value>(
        _ body: (inout CompactReader) throws(Unexpected) -> Value
    ) throws(Unexpected) -> Value? {
        try flag() ? try body(&self) : nil
    }

    mutating func word<Value: RawRepresentable<String>>() throws(Unexpected) -> Value {
        guard let value = Value(rawValue: try text()) else { throw Unexpected() }
        return value
    }
}
