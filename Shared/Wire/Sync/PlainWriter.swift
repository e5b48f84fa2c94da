import FoundationEssentials
import Models

/// Writes the reply to a sync exactly as a JSON encoder does, in a tenth of its time. Rare parts are left to the encoder.
struct PlainWriter {
    private var text: Bytes = []

    /// - Throws: `EncodingError`.
    static func reply(_ response: SyncResponse) throws -> Data {
        var writer = PlainWriter()
        writer.text.reserveCapacity(response.changes.reduce(512) { $0 + $1.encodedSize })
        try writer.write(response)
        return Data(writer.text)
    }

    // MARK: Documents
    private mutating func write(_ response: SyncResponse) throws {
        write("{\"changes\":[")
        for (number, change) in response.changes.enumerated() {
            if number > 0 { write(",") }
            try write(change)
        }
        write("],\"cursor\":")
        write(response.cursor.bytes)
        write(",\"furthest\":")
        write(response.furthest.bytes)
        write(",\"more\":")
        write(response.more)
        write(",\"outcomes\":[")
        for (number, outcome) in response.outcomes.enumerated() {
            if number > 0 { write(",") }
            try write(outcome)
        }
        write("],\"time\":")
        write(response.time.milliseconds)
        write("}")
    }

    private mutating func write(_ outcome: Outcome) throws {
        switch outcome {
        case .applied: write("{\"result\":\"applied\"}")
        case .superseded: write("{\"result\":\"superseded\"}")
        case .locked: write("{\"result\":\"locked\"}")
        case .refused: text.append(contentsOf: try WireJSON.encode(outcome))
        }
    }

    private mutating func write(_ change: Change) throws {
        guard case .record(let change) = change else { return text.append(contentsOf: try WireJSON.encode(change)) }
        write("{\"record\":{")
        if let body = change.body {
            write("\"body\":")
            write(body.bytes)
            write(",")
        }
        write("\"header\":")
        write(change.header)
        if let opening = change.opening {
            write(",\"opening\":")
            write(opening)
        }
        if let ownKey = change.ownKey {
            write(",\"ownKey\":")
            write(ownKey)
        }
        if let phase = change.phase {
            write(",\"phase\":")
            write(word: phase.rawValue)
        }
        write(",\"signature\":")
        write(change.signature.bytes)
        write("}}")
    }

    private mutating func write(_ header: RecordHeader) {
        write("{\"author\":")
        write(header.author.bytes)
        write(",\"bodyHash\":")
        write(header.bodyHash.bytes)
        write(",\"class\":")
        write(word: header.visibility.rawValue)
        write(",\"commitment\":", header.commitment?.bytes)
        write(",\"couple\":")
        write(header.couple.bytes)
        write(",\"id\":")
        write(header.id.bytes)
        write(",\"isDeleted\":")
        write(header.isDeleted)
        write(",\"key\":", header.key?.bytes)
        write(",\"owner\":")
        write(word: header.owner.rawValue)
        write(",\"round\":", header.round?.bytes)
        write(",\"stamp\":{\"counter\":")
        write(Int64(header.stamp.counter))
        write(",\"device\":")
        write(header.stamp.device.bytes)
        write(",\"time\":")
        write(header.stamp.time.milliseconds)
        write("}}")
    }

    private mutating func write(_ opening: Opening) {
        write("{\"author\":")
        write(opening.author.bytes)
        write(",\"commitment\":")
        write(opening.commitment.bytes)
        write(",\"couple\":")
        write(opening.couple.bytes)
        write(",\"device\":")
        write(opening.device.bytes)
        write(",\"partnerCommitment\":", opening.partnerCommitment?.bytes)
        write(",\"round\":")
        write(opening.round.bytes)
        write(",\"signature\":")
        write(opening.signature.bytes)
        write(",\"wrapped\":")
        write(opening.wrapped)
        write("}")
    }

    private mutating func write(_ wrapped: WrappedContentKey) {
        write("{\"key\":")
        write(wrapped.key.bytes)
        write(",\"sealed\":")
        write(wrapped.sealed.bytes)
        write("}")
    }

    // MARK: Values
    private mutating func write(_ part: StaticString) {
        text.append(contentsOf: UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount))
    }

    private mutating func write(_ octets: Bytes) {
        write("\"")
        let start = text.count
        text.append(contentsOf: repeatElement(0, count: Base64.length(of: octets.count)))
        text.withUnsafeMutableBufferPointer { text in
            octets.withUnsafeBufferPointer { _ = Base64.encode($0, into: UnsafeMutableBufferPointer(rebasing: text[start...])) }
        }
        write("\"")
    }

    /// Writes nothing if there is no value.
    private mutating func write(_ name: StaticString, _ octets: Bytes?) {
        guard let octets else { return }
        write(name)
        write(octets)
    }

    private mutating func write(_ number: Int64) { text.append(contentsOf: String(number).utf8) }

    private mutating func write(_ flag: Bool) { write(flag ? "true" : "false") }

    /// - Parameter word: needs no escapes.
    private mutating func write(word: String) {
        write("\"")
        text.append(contentsOf: word.utf8)
        write("\"")
    }
}
