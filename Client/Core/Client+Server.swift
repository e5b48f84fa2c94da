import Models
import Vault
package import Wire

/// Server access shared by several flows.
extension Client {
    /// Syncs fully before an action that requires the server to have everything. Changes it refused earlier don't prevent the
    /// action.
    ///
    /// - Returns: the sequence number of the last waiting entry, for `syncThrough(after:)`.
    /// - Throws: why the sync stopped.
    func syncBefore() throws(ClientError) -> Int64 {
        if let stopped = try sync(budget: nil).stopped { throw stopped }
        return try readStore { try $0.outbox().last?.sequence ?? 0 }
    }

    /// Syncs, and requires that of everything done since, only user records are still unsent.
    ///
    /// - Parameter last: the last outbox entry from before.
    /// - Throws: why it didn't go through.
    func syncThrough(after last: Int64) throws(ClientError) {
        let report = try sync(budget: nil)
        if let stopped = report.stopped { throw stopped }
        let waiting = try readStore {
            try $0.outbox(.plain, after: last, limit: .max).first { $0.refusal != nil }?.refusal
        }
        let refused = report.takenBack ?? waiting
        if let refused { throw .problem(Problem(status: 409, code: refused, title: "The server refuses it.")) }
    }

    /// This home's server and how it's authenticated; `nil` if none is set.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func serverAddress() throws(ClientError) -> ServerAddress? { try read { $0.membership.server } }

    /// The server's self-description. Doesn't sign in, and sends nothing.
    ///
    /// - Parameter budget: `nil` for no limit.
    /// - Throws: `noServer`; `unreachable`, `notTwofold` or `proxy` for what responds in the server's place; `store`.
    package func serverInfo(budget: Duration? = nil) throws(ClientError) -> ServerInfo {
        guard let server = try serverAddress() else { throw .noServer }
        return try ServerAPI(transport: connect(server, budget)).info()
    }

    /// Fetches the content of a code's box. If the server is known by a pin, which only the box states, this one exchange isn't
    /// verified: the reply is authenticated under the code.
    ///
    /// - Throws: as `ServerAPI` does.
    func readBox(_ code: PaperCode) throws(ClientError) -> BoxReadResponse {
        try ServerAPI(transport: connect(code.address(trust: code.isPinned ? .unverifiedForBox : .authority), nil))
            .readBox(code.keys.locator)
    }
}

extension PaperCode {
    func address(trust: ServerTrust) -> ServerAddress {
        ServerAddress(isSecure: !isPlain, host: host, port: port, path: path, trust: trust)
    }
}

extension ServerAddress {
    var pin: CertificatePin? { if case .pin(let pin) = trust { pin } else { nil } }
}

extension Problem {
    static let ownInvitation = Problem(status: 409, code: .ownInvitation, title: "This invitation is your own.")
}
