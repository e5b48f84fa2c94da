import Models
import Vault
import Wire

/// What several flows need of a server.
extension Client {
    /// Syncs, and insists that nothing but the partner's words is left to send.
    ///
    /// - Throws: why it did not go through.
    func syncThrough() throws {
        let report = try sync(budget: nil)
        if let stopped = report.stopped { throw stopped }
        let waiting = try store.read { try $0.outbox().first { $0.record == nil && $0.refusal != nil }?.refusal }
        let refused = report.takenBack ?? waiting
        if let refused { throw ClientError.problem(Problem(status: 409, code: refused, title: "The server refuses it.")) }
    }

    func serverInfo() throws -> ServerInfo {
        guard let server = try look({ $0.membership.server }) else { throw ClientError.noServer }
        return try ServerAPI(transport: connect(server, nil)).info()
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
