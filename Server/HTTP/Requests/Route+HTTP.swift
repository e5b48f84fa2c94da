import HTTPTypes
import Hummingbird
import Wire

extension Route {
    /// The value of the header `Allow`.
    var allowed: String { isPosted ? "POST" : "GET, HEAD" }

    func allows(_ method: HTTPRequest.Method) -> Bool {
        isPosted ? method == .post : method == .get || method == .head
    }

    /// The maximum octets of a body.
    func bodyLimit(_ limits: Limits) -> Int {
        switch self {
        // More than any request with a single id needs.
        case .challenge, .readBox: min(limits.requestBytes, 4096)
        // More than the log of a lone partner and 16 grants need as JSON.
        case .answerBox: min(limits.requestBytes, 1024 * 1024)
        default: limits.requestBytes
        }
    }
}

extension Request {
    /// Without the query.
    var path: String {
        guard let path = head.path else { return "" }
        return path.firstIndex(of: "?").map { String(path[..<$0]) } ?? path
    }
}

extension Problem {
    /// `unknown_version` for any `/vN` other than `/v1`, otherwise `not_found`.
    init(unknownPath path: String) {
        let first = path.split(separator: "/").first ?? ""
        if first.first == "v", first.count > 1, first != "v1", first.dropFirst().allSatisfy(\.isNumber) {
            self.init(.unknownVersion, "This server does not speak that version.", detail: "it speaks v1")
        } else {
            self.init(.notFound, "There is nothing here.")
        }
    }
}
