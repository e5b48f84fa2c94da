package import Models
package import ServerCore

/// A row of a `StoredTable` in the form that PostgreSQL's binary COPY has: the number of columns in two octets, and for each column its
/// length in four, -1 for NULL, and its octets. Numbers are big-endian. Equal rows have equal octets.
package struct StoredRow {
    package private(set) var octets: Bytes = []

    package init() {}

    /// Begins another row, in the room of this one.
    package mutating func begin(columns: Int) {
        octets.removeAll(keepingCapacity: true)
        append(number: Int16(columns))
    }

    package mutating func appendNull() { append(number: Int32(-1)) }

    package mutating func append(_ value: UnsafeRawBufferPointer) {
        append(number: Int32(value.count))
        octets.append(contentsOf: value)
    }

    /// - Throws: `corrupt` if a value of that kind can't have this number.
    package mutating func append(_ value: Int64, as kind: StoredTable.Kind) throws(StoreError) {
        switch kind {
        case .small:
            guard let small = Int16(exactly: value) else { throw .corrupt }
            append(number: Int32(2))
            append(number: small)
        case .integer:
            append(number: Int32(8))
            append(number: value)
        case .flag:
            guard value == 0 || value == 1 else { throw .corrupt }
            append(number: Int32(1))
            append(number: Int8(value))
        case .octets, .text: throw .corrupt
        }
    }

    private mutating func append(number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { octets.append(contentsOf: $0) }
    }
}

/// Reads the columns of a `StoredRow`, in their order. Valid only while its octets are.
package struct StoredRowReader {
    private var rest: UnsafeRawBufferPointer

    /// - Throws: `corrupt` unless the row has that many columns.
    package init(_ row: UnsafeRawBufferPointer, columns: Int) throws(StoreError) {
        rest = row
        guard try number(Int16.self) == columns else { throw .corrupt }
    }

    /// The next column's octets; `nil` for NULL.
    ///
    /// - Throws: `corrupt` if the row ends before.
    package mutating func next() throws(StoreError) -> UnsafeRawBufferPointer? {
        let count = Int(try number(Int32.self))
        guard count >= 0 else { return nil }
        return try take(count)
    }

    private mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) throws(StoreError) -> Number {
        Number(bigEndian: try take(MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
    }

    private mutating func take(_ count: Int) throws(StoreError) -> UnsafeRawBufferPointer {
        guard count <= rest.count else { throw .corrupt }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        return UnsafeRawBufferPointer(rebasing: rest[..<count])
    }
}

extension UnsafeRawBufferPointer {
    /// A column's number.
    ///
    /// - Throws: `corrupt` if the length fits none.
    package func integer() throws(StoreError) -> Int64 {
        switch count {
        case 1: Int64(self[0])
        case 2: Int64(Int16(bigEndian: loadUnaligned(as: Int16.self)))
        case 8: Int64(bigEndian: loadUnaligned(as: Int64.self))
        default: throw .corrupt
        }
    }
}
