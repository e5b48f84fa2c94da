import Models
import Support
import Testing

@Suite("Device card")
struct DeviceCardTests {
    @Test func `a device is known by its kind and keys, not by when it ends`() throws {
        let card = try TestDevice(1, kind: .link).card
        let ending = DeviceCard(kind: .link, signing: card.signing, agreement: card.agreement, expires: Instant(milliseconds: 9))
        #expect(card.id == ending.id)
        let others = [
            DeviceCard(kind: .machine, signing: card.signing, agreement: card.agreement),
            DeviceCard(kind: .link, signing: Sample.id(9), agreement: card.agreement),
            DeviceCard(kind: .link, signing: card.signing, agreement: Sample.id(9)),
        ]
        #expect(Set(others.map(\.id) + [card.id]).count == 4)
    }
}
