import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Writing again, as a caller that the server remembers")
struct KnownMemberTests {
    private let store = CountingReads()

    private func record(of couple: TestCouple, after seconds: Int64 = 0) throws -> Write {
        let time = couple.now.advanced(by: .seconds(seconds))
        return .record(RecordWrite(record: try couple.first.partner.record(.own, at: time)))
    }

    /// A couple whose first partner has just written.
    private func writingCouple() async throws -> TestCouple {
        var couple = try await TestServer(store).couple()
        try await couple.first.pull([record(of: couple)])
        return couple
    }

    @Test func `takes no snapshot, neither for the token nor for the devices`() async throws {
        let couple = try await writingCouple()
        let before = store.count
        try await couple.first.server.exchange.check(couple.first.token)
        let request = couple.first.request([try record(of: couple, after: 1)])
        let response = try await couple.first.server.exchange.sync(request, token: couple.first.token)
        #expect(response.outcomes == [.applied])
        #expect(store.count == before)
    }

    @Test func `is refused to a device removed in the meantime`() async throws {
        var couple = try await writingCouple()
        var phone = try await couple.first.linked()
        let record = try phone.partner.record(.own, at: couple.now)
        try await phone.pull([.record(RecordWrite(record: record))])
        try await phone.server.exchange.check(phone.token)
        try await couple.first.pull([
            couple.first.partner.append(.remove(device: phone.partner.device.id, standing: [record.header.digest]))
        ])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.server.exchange.check(phone.token) }
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.pull([try self.record(of: couple, after: 1)]) }
    }

    @Test func `is refused to a partner who has left`() async throws {
        var couple = try await writingCouple()
        try await couple.first.pull([couple.first.partner.append(.leave)])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await couple.first.server.exchange.check(couple.first.token) }
    }

    @Test func `is refused once the token has expired`() async throws {
        var couple = try await writingCouple()
        couple.first.server.clock.advance(seconds: Limits().tokenSeconds)
        await #expect(throws: Problem.of(.tokenExpired)) { try await couple.first.server.exchange.check(couple.first.token) }
        await #expect(throws: Problem.of(.tokenExpired)) { try await couple.first.pull([try record(of: couple, after: 1)]) }
    }

    @Test func `is refused to the oldest token of a device that has signed in too often`() async throws {
        let couple = try await writingCouple()
        // A device has room for 8.
        for _ in 0..<8 {
            couple.first.server.clock.advance(seconds: 1)
            _ = try await couple.first.server.signIn(couple.first.partner)
        }
        await #expect(throws: Problem.of(.tokenUnknown)) { try await couple.first.server.exchange.check(couple.first.token) }
    }
}
