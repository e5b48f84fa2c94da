import Models
import Vault
package import Wire

/// What several flows need of a server.
extension Client {
    /// Syncs to rest, before something is done of which the server is to have all. What it refused earlier is no reason not to do it.
    ///
    /// - Returns: the sequence number of the last thing that waits, to hand to `syncThrough(after:)`.
    /// - Throws: why the exchange stopped.
    func syncBefore() throws -> Int64 {
        if let stopped = try sync(budget: nil).stopped { throw stopped }
        return try store.read { try $0.outbox().last?.sequence ?? 0 }
    }

    /// Syncs, and insists that nothing but the partner's words is left to send of what was done since.
    ///
    /// - Parameter last: the last thing in the outbox before.
    /// - Throws: why it did not go through.
    func syncThrough(after last: Int64) throws {
        let report = try sync(budget: nil)
        if let stopped = report.stopped { throw stopped }
        let waiting = try store.read {
            try $0.outbox(.plain, after: last, limit: .max).first { $0.refusal != nil }?.refusal
        }
        let refused = report.takenBack ?? waiting
        if let refused { throw ClientError.problem(Problem(status: 409, code: refused, title: "The server refuses it.")) }
    }

    /// The server of this home as it is verified; `nil` if none is set.
    package func serverAddress() throws -> ServerAddress? { try read { $0.membership.server } }

    /// What the server says of itself. Signs in nowhere, and sends nothing.
    ///
    /// - Parameter budget: seconds; `nil` for as long as it takes.
    /// - Throws: `ClientError.noServer`, or what answers in its place: nothing, something else, or a proxy.
    package func serverInfo(budget: Double? = nil) throws -> ServerInfo {
        guard let server = try serverAddress() else { throw ClientError.noServer }
        return try ServerAPI(transport: connect(server, budget)).info()
    }

    /// Fetches what a code's box holds. Where the server is known by a pin, which only the box tells, this one exchange is not verified:
    /// what comes back is authenticated under the code.
    func readBox(_ code: PaperCode) throws(ClientError) -> BoxReadResponse {
        try ServerAPI(transport: connect(code.address(trust: code.isPinned ? .unverifiedForBox : .authority), nil))
            .readBox(code.keys.locator)
    }
}

extension PaperCode {
    func address(trust: ServerTrust) -> ServerAddress { ServerAddress(isSecure: !isPlain, host: host, port: port, trust: trust) }
}

extension ServerAddress {
    var pin: CertificatePin? { if case .pin(let pin) = trust { pin } else { nil } }
}

extension Problem {
    static let ownInvitation = Problem(status: 409, code: .ownInvitation, title: "This invitation is your own.")
}
