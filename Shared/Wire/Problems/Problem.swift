package import Models

/// A problem document (RFC 9457). Carries no path, statement or secret of the server.
package struct Problem: Hashable, Codable, Sendable, Error {
    /// `urn:twofold:problem:` and the code.
    package let type: String
    package let title: String
    package let status: Int
    package let code: ErrorCode
    package let detail: String?
    /// Seconds after which trying again makes sense.
    package let retryAfter: Int?
    /// Of `device_removed` and `partner_left`, to who asked for it: the entries that say so, with what they build on, ancestors first. Only
    /// what a device signed ends anything; the code alone is a claim of the server's.
    package let entries: [LogEntry]?

    package init(
        status: Int, code: ErrorCode, title: String, detail: String? = nil, retryAfter: Int? = nil, entries: [LogEntry]? = nil
    ) {
        type = "urn:twofold:problem:\(code.rawValue)"
        self.title = title
        self.status = status
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
        self.entries = entries
    }
}
