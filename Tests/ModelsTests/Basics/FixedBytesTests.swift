import Models
import Support
import Testing

@Suite("Octets")
struct FixedBytesTests {
    @Test(arguments: [0, 1, 31, 33, 64]) func `an identifier has 32 octets and no other number`(count: Int) {
        #expect(RecordID(bytes: Bytes(repeating: 1, count: count)) == nil)
        #expect(RecordID(bytes: Bytes(repeating: 1, count: 32)) != nil)
    }

    @Test(arguments: [([], ""), ([0], "AA=="), ([1, 2, 3], "AQID"), ([251, 255], "+/8=")] as [(Bytes, String)])
    func `base64 is standard and padded`(bytes: Bytes, text: String) {
        #expect(bytes.base64 == text)
        #expect(Bytes(base64: text) == bytes)
    }

    @Test(arguments: ["A", "AA", "AA=", "-_8=", "AQID\n", " AQID", "AQ ID", "AQ=D", "A===", "AB==", "AQJ=", "AQIDé"])
    func `nothing else is base64`(text: String) {
        #expect(Bytes(base64: text) == nil)
    }

    @Test func `octets are ordered as unsigned, the shorter first`() {
        let rising: [Bytes] = [[], [0], [0, 255], [1], [127], [128], [255], [255, 0]]
        #expect(SeededRandom(seed: 31).shuffled(rising).sorted { $0.precedes($1) } == rising)
    }

    @Test func `constant-time comparison finds each difference`() {
        let secret = SeededRandom(seed: 32).bytes(16)
        #expect(secret.equalsInConstantTime(secret))
        #expect(!secret.equalsInConstantTime(Bytes(secret.dropLast())))
        for index in secret.indices {
            var other = secret
            other[index] ^= 1
            #expect(!secret.equalsInConstantTime(other))
        }
    }
}
