import HTTPTypes
import Hummingbird
import Models
import ServerCore
import Wire

extension Problem {
    /// For failures that arise before or beside the exchange. The status is the code's.
    init(_ code: ErrorCode, _ title: String, detail: String? = nil, retryAfter: Int? = nil) {
        self.init(status: code.status ?? 500, code: code, title: title, detail: detail, retryAfter: retryAfter)
    }

    /// What anything unforeseen becomes: nothing of the inside is in it.
    static let unforeseen = Problem(.internalError, "The server failed.")

    /// The document as it is sent. The status is the code's, whatever the problem was made with, in the head and in the body.
    ///
    /// - Parameter allow: for `method_not_allowed`, what is allowed.
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
