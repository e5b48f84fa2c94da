import Models
import Support
import Testing

@Suite("What is hashed and signed")
struct CanonicalWriterTests {
    @Test func `the layout is the one described`() {
        var writer = CanonicalWriter("l")
        writer.append([7, 8] as Bytes)
        writer.append("é")
        writer.append(Int64(-2))
        writer.append(Instant(milliseconds: 258))
        writer.append(true)
        writer.append(optional: nil as Bytes?) { $0.append($1) }
        writer.append(optional: [9] as Bytes) { $0.append($1) }
        writer.append(list: [[1], []] as [Bytes]) { $0.append($1) }
        let label: Bytes = [0, 0, 0, 1, 0x6C]
        let octetsAndText: Bytes = [0, 0, 0, 2, 7, 8, 0, 0, 0, 2, 0xC3, 0xA9]
        let integers: Bytes = [255, 255, 255, 255, 255, 255, 255, 254, 0, 0, 0, 0, 0, 0, 1, 2]
        let rest: Bytes = [1, 0, 1, 0, 0, 0, 1, 9, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0]
        #expect(writer.bytes == label + octetsAndText + integers + rest)
    }

    @Test func `an identifier that is not there differs from one of zeros`() {
        var (without, zeros) = (CanonicalWriter("l"), CanonicalWriter("l"))
        without.append(nil as RecordID?)
        zeros.append(Optional(RecordID(validated: Bytes(repeating: 0, count: 32))))
        #expect(without.bytes != zeros.bytes)
    }

    @Test func `fields cannot run into one another: whatever is written can be read back`() throws {
        let random = SeededRandom(seed: 41)
        for _ in 0..<2_000 {
            let fields = (0..<random.below(6)).map { _ in CanonicalField.random(random) }
            var writer = CanonicalWriter("twofold/test/v1")
            for field in fields { field.write(to: &writer) }
            var reader = CanonicalReader(writer.bytes)
            #expect(try reader.text() == "twofold/test/v1")
            #expect(try fields.map { try $0.read(from: &reader) } == fields)
            #expect(reader.isAtEnd)
        }
    }

    @Test func `octets that move from one field to the next make another whole`() {
        func written(_ label: String, _ fields: [String]) -> Bytes {
            var writer = CanonicalWriter(label)
            for field in fields { writer.append(field) }
            return writer.bytes
        }
        let all = [
            written("l", ["ab", "c"]), written("l", ["a", "bc"]), written("l", ["abc"]), written("l", ["abc", ""]),
            written("l", ["", "abc"]), written("la", ["b", "c"]), written("", ["l", "ab", "c"]), written("l", ["a", "b", "c"]),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `each use has a label of its own`() {
        let other = Blob([1, 2, 3])
        var writer = CanonicalWriter("twofold/another/v1")
        writer.append(other.bytes)
        #expect(BodyHash(ofBody: other) != BodyHash(hashing: writer))
    }
}
