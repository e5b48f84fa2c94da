import CPostgres
import Models
package import ServerCore
import Synchronization

import class Foundation.Thread

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The other servers on this database, which are told and heard through a connection of its own with LISTEN and NOTIFY.
///
/// The notification isn't part of the transaction that it's about: PostgreSQL lets only one transaction with a notification commit at a
/// time, and so couples would wait for each other. It follows the commit, and nobody gets a reply before it's sent. Many go together.
///
/// If the connection is lost, or PostgreSQL doesn't answer on it in time, another one is made, and what is unsent goes through that. What
/// can't be sent at all is held back until the others no longer use what they kept before.
package final class Peers: StoreSharing {
    private struct Announcement: Sendable {
        let touched: Touched
        let done: @Sendable () -> Void
        /// When no other server uses any more what it kept before the commit.
        let expires: Duration
    }

    private struct State {
        /// In the order of `expires`.
        var waiting: [Announcement] = []
        var heard: (@Sendable (Touched?) -> Void)?
        var isConnected = false
        var isClosed = false
    }

    package let staleness: Duration = .seconds(10)

    private let database: PostgresDatabase
    private let uptime: @Sendable () -> Duration
    private let state = Mutex(State())
    /// Wakes the thread that waits for notifications.
    private let bell: Bell

    /// - Parameter uptime: a monotonic clock.
    /// - Throws: `StoreError` if it can't listen.
    init(_ database: PostgresDatabase, uptime: @escaping @Sendable () -> Duration) throws {
        self.database = database
        self.uptime = uptime
        bell = Bell()
        let line = try Line(to: database)
        state.withLock { $0.isConnected = true }
        // It waits until the store is closed; one of Dispatch's threads, of which there are only so many, would be missing for others.
        Thread.detachNewThread { self.run(on: line) }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        bell.ring()
    }

    package func announce(_ touched: Touched, done: @escaping @Sendable () -> Void) {
        let isQueued = state.withLock { state in
            guard !state.isClosed, touched != .nobody else { return false }
            state.waiting.append(Announcement(touched: touched, done: done, expires: uptime() + staleness))
            return true
        }
        if isQueued { bell.ring() } else { done() }
    }

    package func listen(_ heard: @escaping @Sendable (Touched?) -> Void) { state.withLock { $0.heard = heard } }

    /// Whether notifications arrive.
    package var isConnected: Bool { state.withLock { $0.isConnected } }

    private func run(on first: Line) {
        var line: Line? = first
        while !state.withLock({ $0.isClosed }) {
            if let open = line {
                state.withLock { $0.isConnected = true }
                hear(nil)
                try? serve(open)
                line = nil
                state.withLock { $0.isConnected = false }
            }
            release { [uptime] in $0.expires <= uptime() }
            hear(nil)
            if state.withLock({ $0.isClosed }) { break }
            // Even if new announcements keep ringing.
            Thread.sleep(forTimeInterval: 0.2)
            line = try? Line(to: database)
        }
        release { _ in true }
    }

    /// Lets callers go whose announcement hasn't been sent.
    private func release(_ isDue: @Sendable (Announcement) -> Bool) {
        let due = state.withLock { state in
            let count = state.waiting.prefix(while: isDue).count
            defer { state.waiting.removeFirst(count) }
            return state.waiting[..<count]
        }
        for announcement in due { announcement.done() }
    }

    /// Returns once the store is closed.
    ///
    /// - Throws: when the connection is lost, or PostgreSQL doesn't answer.
    private func serve(_ line: Line) throws {
        while !state.withLock({ $0.isClosed }) {
            try send(on: line)
            guard PQconsumeInput(line.session.connection) == 1 else { throw StoreError.unavailable }
            receive(from: line.session)
            // A lost connection is noticed only by sending something.
            if !bell.wait(orFor: PQsocket(line.session.connection), milliseconds: 2_000) { try line.run("SELECT 1") }
        }
    }

    private func send(on line: Line) throws {
        let batch = state.withLock { $0.waiting }
        guard !batch.isEmpty else { return }
        let payloads = batch.reduce(into: Set<String>()) { $0.formUnion(Self.payloads($1.touched)) }
        try line.run(
            "SELECT pg_notify(\(line.channel), payload) FROM unnest('{\(payloads.joined(separator: ","))}'::text[]) AS payload")
        state.withLock { $0.waiting.removeFirst(batch.count) }
        for announcement in batch { announcement.done() }
    }

    private func receive(from session: PostgresSession) {
        var touched = Touched.nobody
        var isClear = true
        while let notification = PQnotifies(session.connection) {
            defer { PQfreemem(notification) }
            guard notification.pointee.be_pid != PQbackendPID(session.connection) else { continue }
            if !Self.read(String(cString: notification.pointee.extra), into: &touched) { isClear = false }
        }
        if !isClear { hear(nil) } else if touched != .nobody { hear(touched) }
    }

    private func hear(_ touched: Touched?) { state.withLock { $0.heard }?(touched) }

    /// For each partner, the couple's id in hexadecimal and the side's number; for each couple, its id alone.
    private static func payloads(_ touched: Touched) -> [String] {
        func digits(_ couple: CoupleID) -> String {
            couple.bytes.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
        }
        return touched.partners.map { digits($0.couple) + "\($0.side.rawValue)" } + touched.couples.map(digits)
    }

    /// - Returns: `false` if that isn't such a payload.
    private static func read(_ payload: String, into touched: inout Touched) -> Bool {
        let digits = payload.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
        let idDigits = 2 * CoupleID.byteCount
        guard digits.count == payload.utf8.count, (idDigits...idDigits + 1).contains(digits.count) else { return false }
        let couple = CoupleID(validated: (0..<CoupleID.byteCount).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
        guard digits.count > idDigits else {
            touched.couples.insert(couple)
            return true
        }
        guard let side = Side(rawValue: Int(digits[idDigits])) else { return false }
        touched.partners.insert(PartnerKey(couple, side))
        return true
    }
}

/// A connection that hears what is announced in its schema.
private struct Line: Sendable {
    let session: PostgresSession
    /// The channel's name, as a literal.
    let channel: String

    /// How long PostgreSQL may take to answer. The callers of a commit wait meanwhile.
    private static var patience: Duration { .seconds(2) }

    init(to database: PostgresDatabase) throws {
        session = try PostgresSession(database)
        // Otherwise each notification would wait for the disk. What it's about is there already.
        _ = try session.texts("SET synchronous_commit = off", within: Self.patience)
        let name = "'twofold.' || current_schema()"
        let names = try session.texts("SELECT quote_ident(\(name)), quote_literal(\(name))", within: Self.patience)
        guard let names = names.first else { throw StoreError.inaccessible }
        _ = try session.texts("LISTEN \(names[0])", within: Self.patience)
        channel = names[1]
    }

    /// - Throws: also if PostgreSQL doesn't answer in time. The connection can't be used after that.
    func run(_ sql: String) throws(StoreError) { _ = try session.texts(sql, within: Self.patience) }
}

/// Wakes a thread that waits for a socket.
private final class Bell: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        (reading, writing) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    func ring() { _ = write(writing, [1], 1) }

    /// - Returns: `false` if nothing happened in that time.
    func wait(orFor socket: Int32, milliseconds: Int32) -> Bool {
        var polled = [reading, socket].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let count = poll(&polled, 2, milliseconds)
        var octets = [UInt8](repeating: 0, count: 256)
        while read(reading, &octets, octets.count) > 0 {}
        return count != 0
    }
}
