import Models
import Support
import Testing
import Wire

/// The sizes that pages and requests are filled by must never be less than what is sent, and only slightly more.
@Suite("Sizes told without encoding")
struct EncodedSizeTests {
    private static let files = (try? Golden.files()) ?? []
    private static let slack = 1_000

    @Test(arguments: files.filter { $0.value is Change || $0.value is Write })
    func `are no less than the JSON takes, and little more`(_ file: GoldenFile) throws {
        let told = (file.value as? Change)?.encodedSize ?? (file.value as? Write)?.encodedSize ?? 0
        let octets = try file.encoded().count
        #expect(octets <= told && told <= octets + Self.slack * (file.name == "write-pair" ? 2 : 1))
    }

    @Test func `grow with all that has no fixed length`() throws {
        let couple = try GoldenCouple()
        for count in [0, 1, 2, 3, 1_000] {
            let body = Blob(Bytes(repeating: 7, count: count))
            let standing = [VersionDigest](repeating: GoldenCouple.fixed(0x56), count: count)
            let entry = try LogEntry(
                previous: [GoldenCouple.fixed(0x50)], action: .remove(device: couple.desk.id, standing: standing),
                device: couple.phone.id, time: couple.time, signedWith: couple.phone.signing)
            let box = BoxWrite(locator: GoldenCouple.fixed(0x4C), kind: .kit, device: nil, box: body)
            let record = RecordWrite(record: try couple.record(.own, body: body))
            let writes: [Write] = [
                .box(box), .entry(EntryWrite(partner: couple.partner, entry: entry)), .record(record),
            ]
            for write in writes {
                let octets = try WireJSON.encode(write).count
                #expect(octets <= write.encodedSize && write.encodedSize <= octets + Self.slack)
            }
        }
    }
}
