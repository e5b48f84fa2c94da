import ClientCore
import GRDB
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("A row that cannot be read is this home's trouble, not a forgery of somebody's", .onOwnThreads)
struct UnreadableRowTests {
    @Test func `the sync ends with the store's error, and nothing is passed over`() throws {
        let folder = try ScratchFolder()
        let path = folder.path("home.sqlite")
        let couple = try TestPair(path: path)
        let (ada, phone) = (couple.ada, try couple.linkSecondDevice())
        _ = try phone.client.seal(.firstWord, text: "Too early.")
        try phone.sync()
        couple.world.time.advance(seconds: 5)
        try phone.client.withdraw(.firstWord)
        try phone.sync()
        try ada.sync()
        let changes = ada.received.flatMap(\.changes)
        // A tombstone that the removal doesn't name counts only on devices that hold it.
        let tombstone = try #require(
            changes.last { change in
                guard case .record(let record) = change else { return false }
                return record.header.isDeleted && record.header.visibility == .sealed
            })
        try ada.client.removeDevice("phone")
        try ada.sync()
        _ = try ada.client.takeNotices()
        let database = try DatabaseQueue(path: path)
        try database.write { try $0.execute(sql: "UPDATE record SET held = x'00' WHERE class = 'sealed'") }
        ada.transport.tamper = { reply in
            SyncResponse(
                time: reply.time, outcomes: reply.outcomes, changes: reply.changes + [tombstone], cursor: reply.cursor,
                furthest: reply.furthest, more: reply.more)
        }
        let error = #expect(throws: ClientError.self) { try ada.client.sync(budget: nil) }
        #expect(error.map { if case .store(.unreadable) = $0 { true } else { false } } == true)
        #expect(try ada.client.takeNotices().isEmpty)
    }
}
