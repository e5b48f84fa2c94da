import Models
import Support
import Testing

@Suite("Public keys that protect nothing")
struct WeakKeyTests {
    /// Points of small order on Curve25519, in every encoding apart from the highest bit: 0, 1, p − 1, p and p + 1 are on both
    /// lists.
    private static let both: [Bytes] = [
        Bytes(repeating: 0, count: 32), [1] + Bytes(repeating: 0, count: 31), [0xec] + Bytes(repeating: 0xff, count: 30) + [0x7f],
        [0xed] + Bytes(repeating: 0xff, count: 30) + [0x7f], [0xee] + Bytes(repeating: 0xff, count: 30) + [0x7f],
    ]
    private static let signing =
        both
        + [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ].map(octets)
    private static let agreement =
        both
        + [
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        ].map(octets)

    private static func octets(_ hex: String) -> Bytes {
        stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }

    private static func signed(_ bytes: Bytes) -> Bytes { bytes.dropLast() + [bytes[31] | 0x80] }

    private let desk: TestDevice

    init() throws { desk = try TestDevice(1) }

    @Test(arguments: signing + signing.map(signed)) func `a signing key of small order is refused`(key: Bytes) throws {
        try expectRefused(DeviceCard(kind: .machine, signing: SigningKey(validated: key), agreement: desk.card.agreement))
    }

    @Test(arguments: agreement + agreement.map(signed)) func `an agreement key of small order is refused`(key: Bytes) throws {
        try expectRefused(DeviceCard(kind: .machine, signing: desk.card.signing, agreement: AgreementKey(validated: key)))
    }

    private func expectRefused(_ card: DeviceCard) throws {
        #expect(card.hasWeakKey)
        var draft = try LogDraft(desk)
        #expect(throws: LogError.weakKey) { try draft.append(.add(card: card, retiring: nil), by: desk) }
        let first = try LogEntry(
            previous: [], action: .add(card: card, retiring: nil), device: card.id, time: Instant(milliseconds: 0),
            signedWith: desk.signing)
        if card.signing == desk.card.signing { #expect(throws: LogError.weakKey) { try DeviceLog(first: first) } }
    }

    @Test func `nobody begins a log under a key with which everybody can sign`() throws {
        // Under the neutral point, the neutral point and zero are a valid signature for every message.
        let neutral: Bytes = [1] + Bytes(repeating: 0, count: 31)
        let card = DeviceCard(kind: .machine, signing: SigningKey(validated: neutral), agreement: desk.card.agreement)
        let first = LogEntry(
            previous: [], action: .add(card: card, retiring: nil), device: card.id, time: Instant(milliseconds: 0),
            signature: Signature(validated: neutral + Bytes(repeating: 0, count: 32)))
        #expect(first.signature.isValid(for: first.signedContent, by: card.signing))
        #expect(throws: LogError.weakKey) { try DeviceLog(first: first) }
    }

    @Test func `keys that were drawn are taken`() throws {
        for number in 1...30 as ClosedRange<UInt8> { #expect(try !TestDevice(number).card.hasWeakKey) }
    }
}
