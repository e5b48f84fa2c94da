package import Models
import ServerCore
package import Wire

/// A device that tracks cursors as a client must, and believes whatever it's sent.
package struct TestClient: Sendable {
    package let server: TestServer
    package var partner: TestPartner
    package var token: Token
    package var cursor: Cursor?
    package var furthest: Cursor?
    /// The latest change of each record received.
    package private(set) var records: [RecordID: RecordChange] = [:]
    package private(set) var received: [Change] = []

    package init(server: TestServer, partner: TestPartner, token: Token) {
        self.server = server
        self.partner = partner
        self.token = token
    }

    package func request(_ writes: [Write], offering: Bool = false) -> SyncRequest {
        SyncRequest(cursor: cursor, furthest: furthest, offering: offering, writes: writes)
    }

    /// One exchange; applies the reply.
    @discardableResult
    package mutating func sync(_ writes: [Write] = [], offering: Bool = false) async throws -> SyncResponse {
        let response = try await server.exchange.sync(request(writes, offering: offering), token: token)
        take(response)
        return response
    }

    /// Sends writes, then pulls until nothing is left.
    ///
    /// - Returns: the received pages joined into one, and the outcomes of the writes.
    @discardableResult
    package mutating func pull(_ writes: [Write] = [], offering: Bool = false) async throws -> (
        outcomes: [Outcome], changes: [Change]
    ) {
        var response = try await sync(writes, offering: offering)
        let outcomes = response.outcomes
        var changes = response.changes
        while response.more {
            response = try await sync(offering: offering)
            changes += response.changes
        }
        return (outcomes, changes)
    }

    package mutating func take(_ response: SyncResponse) {
        cursor = response.cursor
        furthest = response.furthest
        received += response.changes
        for case .record(let change) in response.changes { records[change.header.id] = change }
    }

    /// Starts over as after `history_changed`: from the beginning, with nothing believed.
    package mutating func forgetHistory() {
        cursor = nil
        furthest = nil
        records = [:]
        received = []
    }

    /// This device's version of a partner's answer.
    package func belief(of round: RoundID, by author: PartnerID) -> RecordChange? { records[.answer(of: round, by: author)] }

    /// A second device of the same partner, enlisted by this one, signed in and fully synced.
    package mutating func linked() async throws -> TestClient {
        let device = TestDevice()
        try await pull([partner.append(.add(card: device.card, retiring: nil))])
        var other = try await server.client(partner.at(device))
        try await other.pull()
        return other
    }
}
