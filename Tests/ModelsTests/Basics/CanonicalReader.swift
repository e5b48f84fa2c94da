import Models

/// Reads what `CanonicalWriter` wrote. Being able to, given only the kinds of the fields, shows that fields can't run into one
/// another.
struct CanonicalReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: Bytes) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func octets() throws -> Bytes { try take(Int(count())) }

    mutating func text() throws -> String { String(decoding: try octets(), as: UTF8.self) }

    mutating func integer() throws -> Int64 { Int64(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) }) }

    mutating func flag() throws -> Bool {
        switch try take(1) {
        case [0]: false
        case [1]: true
        default: throw Unreadable()
        }
    }

    mutating func count() throws -> UInt32 { try take(4).reduce(0) { $0 << 8 | UInt32($1) } }

    private mutating func take(_ count: Int) throws -> Bytes {
        guard count <= rest.count else { throw Unreadable() }
        defer { rest = rest.dropFirst(count) }
        return Bytes(rest.prefix(count))
    }

    struct Unreadable: Error {}
}
