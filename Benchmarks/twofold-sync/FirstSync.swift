import ClientCore
import Dispatch
import Foundation
import LocalStore
import Models
import Support
import Vault
import Wire

/// The first sync of a device that was just linked, beside the sum of what no client can do without: decoding the replies,
/// verifying signatures, decrypting bodies, and one transaction that inserts all rows.
struct FirstSync {
    let count: Int
    /// Seconds, without the server's.
    let sync: Double
    let decoding: Double
    let verifying: Double
    let decrypting: Double
    let inserting: Double
    /// How much more memory this process held at the start of an exchange than before the first one, in MiB.
    let growth: Double

    var parts: Double { decoding + verifying + decrypting + inserting }

    /// - Parameter count: drafts that another device of the same partner wrote.
    init(_ count: Int) throws {
        let folder = try ScratchFolder()
        let couple = try TestPair()
        let (world, ada) = (couple.world, couple.ada)
        let homes = try [UInt64(3), 4].map { seed in
            let home = try TestHome(world, seed: seed, path: folder.path("home-\(seed).db"))
            try home.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone \(seed)")
            for home in [ada, home] { try home.sync() }
            return home
        }
        let mine = try BulkWriter(ada, world)
        try mine.send(mine.drafts(count))
        growth = try Self.growth(homes[0])
        let home = homes[1]
        let client = try home.anew()
        let first = home.transport.transcript.count { line in line.route == .sync }
        sync = try home.secondsOfClient(by: elapsed) {
            let report = try client.sync(budget: nil)
            if let stopped = report.stopped { throw stopped }
        }
        self.count = count
        let replies = home.transport.transcript.filter { $0.route == .sync }.dropFirst(first).map { Data($0.reply) }
        var responses: [SyncResponse] = []
        decoding = try Self.seconds { responses = try replies.map { try WireJSON.decode(SyncResponse.self, from: $0) } }
        let records = responses.flatMap(\.changes).compactMap { change in
            if case .record(let record) = change { record } else { RecordChange?.none }
        }
        let card = try ada.deviceKeys.card(.machine)
        verifying = try Self.seconds {
            for record in records {
                guard record.signature.isValid(for: record.header.signedContent, by: card.signing),
                    record.body.map({ BodyHash(ofBody: $0) == record.header.bodyHash }) != false
                else { throw VaultError.notAuthentic }
            }
        }
        let decryptor = RecordDecryptor(ring: try home.keyRing)
        decrypting = try Self.seconds {
            for record in records { _ = try decryptor.decrypt(header: record.header, body: record.body ?? .empty) }
        }
        let other = try SQLiteHome(path: folder.path("other.db"))
        inserting = try Self.seconds {
            try other.write { transaction in
                for record in records {
                    try transaction.put(HeldRecord(header: record.header, signature: record.signature, body: record.body))
                }
            }
        }
    }

    private static func growth(_ home: TestHome) throws -> Double {
        home.transport.keepsTranscript = false
        let before = residentMiB
        var most = before
        home.transport.fault = { _ in
            most = max(most, residentMiB)
            return .none
        }
        let report = try home.anew().sync(budget: nil)
        home.transport.fault = { _ in .none }
        if let stopped = report.stopped { throw stopped }
        return most - before
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let before = elapsed()
        try work()
        return elapsed() - before
    }

    private static var residentMiB: Double {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first
        return (pages.flatMap { Double($0) } ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }
}

private func elapsed() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
