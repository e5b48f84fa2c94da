import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("How many devices of a partner are alive")
struct LiveDevicesTests {
    private func add(_ devices: [TestDevice], to client: inout TestClient, by signer: TestDevice? = nil) async throws -> [Outcome] {
        let writes = try devices.map { try client.partner.append(.add(card: $0.card, retiring: nil), by: signer) }
        return try await client.pull(writes).outcomes
    }

    @Test(arguments: StoreKind.allCases)
    func `sixty-four, codes on paper among them, and room again for each that ends`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let link = TestDevice(kind: .link, expires: couple.now.advanced(by: .seconds(60)))
        let devices = [link] + (0..<62).map { TestDevice(kind: $0.isMultiple(of: 2) ? .machine : .kit) }
        #expect(try await add(devices, to: &couple.first).allSatisfy { $0 == .applied })
        func refused() async throws -> [Outcome] {
            let entry = try couple.first.partner.entry(.add(card: TestDevice().card, retiring: nil))
            return try await couple.first.pull([.entry(EntryWrite(partner: couple.first.partner.id, entry: entry))]).outcomes
        }
        #expect(try await refused() == [.refused(.quotaDevices)])
        // A link code is replaced by the device that it adds.
        let linked = try couple.first.partner.append(.add(card: TestDevice().card, retiring: link.id), by: link)
        #expect(try await couple.first.pull([linked]).outcomes == [.applied])
        #expect(try await refused() == [.refused(.quotaDevices)])
        let removal = try couple.first.partner.append(.remove(device: devices[1].id, standing: []))
        #expect(try await couple.first.pull([removal]).outcomes == [.applied])
        #expect(try await add([TestDevice()], to: &couple.first) == [.applied])
        #expect(try await refused() == [.refused(.quotaDevices)])
        // The other partner's devices are counted separately.
        #expect(try await add([TestDevice()], to: &couple.second) == [.applied])
    }

    /// A void entry's device doesn't count; whatever would make it count also brings everything it had added.
    @Test(arguments: StoreKind.allCases) func `a branch does not bring more back to life`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (phone, tablet) = (TestDevice(), TestDevice())
        _ = try await add([phone], to: &couple.first)
        let (fork, before) = (couple.first.partner.log.tips, couple.first.partner)
        _ = try await add([tablet], to: &couple.first, by: phone)
        _ = try await add((0..<40).map { _ in TestDevice() }, to: &couple.first, by: tablet)
        let removal = try before.entry(.remove(device: phone.id, standing: []))
        func offer(_ entry: LogEntry) async throws -> Outcome {
            let write = Write.entry(EntryWrite(partner: couple.first.partner.id, entry: entry, offered: true))
            return try await couple.first.pull([write]).outcomes[0]
        }
        #expect(try await offer(removal) == .applied)
        try couple.first.partner.log.insert(removal)
        #expect(couple.first.partner.log.state.liveCount == 1)
        #expect(try await add((0..<40).map { _ in TestDevice() }, to: &couple.first).allSatisfy { $0 == .applied })
        let again = try couple.first.partner.entry(.add(card: tablet.card, retiring: nil), previous: fork)
        #expect(try await offer(again) == .refused(.quotaDevices))
        #expect(try await add([TestDevice()], to: &couple.first) == [.applied])
    }
}
