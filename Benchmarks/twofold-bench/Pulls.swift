import Models
import Support
import Wire

/// What it takes to bring a device what it doesn't have.
enum Pulls {
    /// A device that has nothing pulls everything.
    ///
    /// - Parameter least: the number of changes that have to come.
    /// - Returns: microseconds of the server's processor time for each change.
    static func first(by client: TestClient, least: Int, from server: Child) throws -> Double {
        let socket = try Socket(port: server.port)
        var client = client
        (client.cursor, client.furthest) = (nil, nil)
        let before = try server.processorTime
        let count = try client.catchUp(through: socket)
        let taken = try server.processorTime - before
        guard count >= least else { throw BenchError("A first sync brought \(count) changes.") }
        return taken.seconds / Double(count) * 1e6
    }

    /// In each of the couples in turn, one partner writes a record, and then the other asks for news; only the latter is measured.
    ///
    /// - Returns: for each couple, the median of the milliseconds from asking to having the whole reply.
    static func single(in couples: [(couple: TestCouple, server: Child)], times: Int) throws -> [Double] {
        var places = try couples.map { try Place($0.couple, Socket(port: $0.server.port)) }
        for _ in 0..<times {
            for index in places.indices { try places[index].pull() }
        }
        return places.map(\.taken.median)
    }

    private struct Place {
        private let socket: Socket
        private var couple: TestCouple
        private(set) var taken: [Double] = []

        init(_ couple: TestCouple, _ socket: Socket) throws {
            self.socket = socket
            self.couple = couple
            try self.couple.first.catchUp(through: socket)
            try self.couple.second.catchUp(through: socket)
        }

        mutating func pull() throws {
            let write = try couple.first.shared(at: couple.now)
            couple.first.follow(try socket.sync(couple.first.request([write]), token: couple.first.token))
            let octets = try PreparedRequest.octets(couple.second.request([]), token: couple.second.token)
            let start = ContinuousClock.now
            let reply = try socket.ask(octets)
            taken.append((ContinuousClock.now - start).seconds * 1e3)
            let response = try WireJSON.decode(SyncResponse.self, from: reply)
            guard response.changes.count == 1 else { throw BenchError("A pull brought \(response.changes.count) changes.") }
            couple.second.follow(response)
        }
    }
}
