import FoundationEssentials
import Models

/// Reads a sync request that is written exactly as `WireJSON` writes it: in that order, without white space or escapes, and without a
/// field unknown here. That is how clients write it, and this takes a fifth of the time of a JSON decoder. Anything else, valid or not, is
/// left to the decoder, so the language stays the same.
struct PlainReader {
    /// The text isn't plain. It may be valid all the same.
    private struct NotPlain: Error {}

    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// - Returns: `nil` unless the text is plain.
    static func syncRequest(_ data: Data) -> SyncRequest? {
        data.withUnsafeBytes { octets in
            var reader = PlainReader(text: octets.bindMemory(to: UInt8.self))
            return try? reader.syncRequest()
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    // MARK: Documents
    private mutating func syncRequest() throws(NotPlain) -> SyncRequest {
        try pass("{")
        var cursor: Cursor?
        if skip("\"cursor\":") {
            cursor = try fixed()
            try pass(",")
        }
        var furthest: Cursor?
        if skip("\"furthest\":") {
            furthest = try fixed()
            try pass(",")
        }
        try pass("\"offering\":")
        let offering = try flag()
        try pass(",\"writes\":[")
        var writes: [Write] = []
        if !skip("]") {
            repeat { writes.append(try write()) } while skip(",")
            try pass("]")
        }
        try pass("}")
        guard place == text.count else { throw NotPlain() }
        return SyncRequest(cursor: cursor, furthest: furthest, offering: offering, writes: writes)
    }

    private mutating func write() throws(NotPlain) -> Write {
        let write: Write
        if skip("{\"record\":") {
            write = .record(try recordWrite())
        } else {
            try pass("{\"opening\":")
            write = .opening(try opening())
        }
        try pass("}")
        return write
    }

    private mutating func recordWrite() throws(NotPlain) -> RecordWrite {
        try pass("{\"offered\":")
        let offered = try flag()
        var opening: Opening?
        if skip(",\"opening\":") { opening = try self.opening() }
        try pass(",\"record\":")
        let record = try record()
        try pass("}")
        return RecordWrite(record: record, opening: opening, offered: offered)
    }

    private mutating func record() throws(NotPlain) -> Record {
        try pass("{\"body\":")
        let body = Blob(try octets())
        try pass(",\"header\":")
        let header = try header()
        var ownKey: WrappedContentKey?
        if skip(",\"ownKey\":") { ownKey = try wrappedKey() }
        try pass(",\"signature\":")
        let signature: Signature = try fixed()
        try pass("}")
        return Record(header: header, signature: signature, body: body, ownKey: ownKey)
    }

    private mutating func header() throws(NotPlain) -> RecordHeader {
        try pass("{\"author\":")
        let author: PartnerID = try fixed()
        try pass(",\"bodyHash\":")
        let bodyHash: BodyHash = try fixed()
        try pass(",\"class\":")
        let visibility: Visibility = try word()
        let commitment: Commitment? = try optional(",\"commitment\":")
        try pass(",\"couple\":")
        let couple: CoupleID = try fixed()
        try pass(",\"id\":")
        let id: RecordID = try fixed()
        try pass(",\"isDeleted\":")
        let isDeleted = try flag()
        let key: KeyID? = try optional(",\"key\":")
        try pass(",\"owner\":")
        let owner: RecordOwner = try word()
        let round: RoundID? = try optional(",\"round\":")
        try pass(",\"stamp\":{\"counter\":")
        guard let counter = UInt32(exactly: try integer()) else { throw NotPlain() }
        try pass(",\"device\":")
        let device: DeviceID = try fixed()
        try pass(",\"time\":")
        let time = Instant(milliseconds: try integer())
        try pass("}}")
        return RecordHeader(
            couple: couple, id: id, visibility: visibility, owner: owner, author: author,
            stamp: Stamp(time: time, counter: counter, device: device), isDeleted: isDeleted, round: round, commitment: commitment,
            key: key, bodyHash: bodyHash)
    }

    private mutating func opening() throws(NotPlain) -> Opening {
        try pass("{\"author\":")
        let author: PartnerID = try fixed()
        try pass(",\"commitment\":")
        let commitment: Commitment = try fixed()
        try pass(",\"couple\":")
        let couple: CoupleID = try fixed()
        try pass(",\"device\":")
        let device: DeviceID = try fixed()
        let partnerCommitment: Commitment? = try optional(",\"partnerCommitment\":")
        try pass(",\"round\":")
        let round: RoundID = try fixed()
        try pass(",\"signature\":")
        let signature: Signature = try fixed()
        try pass(",\"wrapped\":")
        let wrapped = try wrappedKey()
        try pass("}")
        return Opening(
            couple: couple, round: round, author: author, device: device, commitment: commitment,
            partnerCommitment: partnerCommitment, wrapped: wrapped, signature: signature)
    }

    private mutating func wrappedKey() throws(NotPlain) -> WrappedContentKey {
        try pass("{\"key\":")
        let key: KeyID = try fixed()
        try pass(",\"sealed\":")
        let sealed = Blob(try octets())
        try pass("}")
        return WrappedContentKey(key: key, sealed: sealed)
    }

    // MARK: Values
    /// - Returns: whether the text goes on with `part`, which is then behind.
    private mutating func skip(_ part: StaticString) -> Bool {
        let count = part.utf8CodeUnitCount
        guard text.count - place >= count else { return false }
        for index in 0..<count where text[place + index] != part.utf8Start[index] { return false }
        place += count
        return true
    }

    private mutating func pass(_ part: StaticString) throws(NotPlain) {
        guard skip(part) else { throw NotPlain() }
    }

    private mutating func flag() throws(NotPlain) -> Bool {
        if skip("true") { return true }
        try pass("false")
        return false
    }

    /// An integer of at most 15 digits, without zeros in front. Longer ones are rare enough to be left to the decoder.
    private mutating func integer() throws(NotPlain) -> Int64 {
        let start = place
        var value: Int64 = 0
        while place < text.count, case let digit = text[place] &- UInt8(ascii: "0"), digit < 10, place - start < 15 {
            value = value * 10 + Int64(digit)
            place += 1
        }
        guard place > start, text[start] != UInt8(ascii: "0") || place == start + 1 else { throw NotPlain() }
        return value
    }

    /// The text of a string without escapes.
    private mutating func string() throws(NotPlain) -> UnsafeBufferPointer<UInt8> {
        try pass("\"")
        let start = place
        while place < text.count, text[place] != UInt8(ascii: "\"") { place += 1 }
        let string = UnsafeBufferPointer(rebasing: text[start..<place])
        try pass("\"")
        return string
    }

    private mutating func octets() throws(NotPlain) -> Bytes {
        guard let octets = Base64.decode(try string()) else { throw NotPlain() }
        return octets
    }

    private mutating func fixed<Value: FixedBytes>() throws(NotPlain) -> Value {
        guard let value = Value(bytes: try octets()) else { throw NotPlain() }
        return value
    }

    private mutating func optional<Value: FixedBytes>(_ name: StaticString) throws(NotPlain) -> Value? {
        skip(name) ? try fixed() : nil
    }

    private mutating func word<Value: RawRepresentable<String>>() throws(NotPlain) -> Value {
        guard let value = Value(rawValue: String(decoding: try string(), as: UTF8.self)) else { throw NotPlain() }
        return value
    }
}
