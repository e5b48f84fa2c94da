package import Models

/// A problem document (RFC 9457). It never contains a path, an SQL statement or a secret of the server.
package struct Problem: Hashable, Codable, Sendable, Error {
    /// `urn:twofold:problem:` followed by the code.
    package let type: String
    package let title: String
    package let status: Int
    package let code: ErrorCode
    package let detail: String?
    /// Seconds after which a retry makes sense.
    package let retryAfter: Int?
    /// For `device_removed` and `partner_left`, sent to the device concerned: the entries that prove it, with their ancestors,
    /// ancestors first. The code alone is only the server's claim; only a signed entry ends anything.
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
