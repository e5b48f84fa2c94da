import HTTPTypes
import Hummingbird
import Models
import ServerCore
import Wire

extension Problem {
    /// For failures outside the exchange. The status follows from the code.
    init(_ code: ErrorCode, _ title: String, detail: String? = nil, retryAfter: Int? = nil) {
        self.init(status: code.status ?? 500, code: code, title: title, detail: detail, retryAfter: retryAfter)
    }

    /// For any unexpected error. Reveals nothing internal.
    static let unforeseen = Problem(.internalError, "The server failed.")

    /// The document as an HTTP response. In both head and body, the status follows from the code, regardless of the status that the
    /// problem was made with.
    ///
    /// - Parameter allow: the allowed methods, for `method_not_allowed`.
    func response(allow: String? = nil) -> Response {
        let status = code.status ?? self.status
        let document = Problem(status: status, code: code, title: title, detail: detail, retryAfter: retryAfter, entries: entries)
        var response =
            (try? Response(json: document, status: status, type: "application/problem+json"))
            ?? Response(status: HTTPResponse.Status(code: status))
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        if let allow { response.headers[.allow] = allow }
        if status == 401 {
            response.headers[.wwwAuthenticate] =
                code == .tokenMissing ? #"Bearer realm="twofold""# : #"Bearer realm="twofold", error="invalid_token""#
        }
        return response
    }
}
