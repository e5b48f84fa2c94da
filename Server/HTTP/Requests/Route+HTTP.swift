import HTTPTypes
import Hummingbird
import Wire

extension Route {
    /// As the header `Allow` has it.
    var allowed: String { isPosted ? "POST" : "GET, HEAD" }

    func allows(_ method: HTTPRequest.Method) -> Bool {
        isPosted ? method == .post : method == .get || method == .head
    }

    /// The most octets that a body may have.
    func bodyLimit(_ limits: Limits) -> Int {
        switch self {
        // More than any request with a single id in it.
        case .challenge, .readBox: min(limits.requestBytes, 4096)
        // More than a log that belongs to no couple yet, and 16 grants, as JSON.
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
    /// `unknown_version` below any `/vN` that is not `/v1`, else `not_found`.
    init(unknownPath path: String) {
        let first = path.split(separator: "/").first ?? ""
        if first.first == "v", first.count > 1, first != "v1", first.dropFirst().allSatisfy(\.isNumber) {
            self.init(.unknownVersion, "This server does not speak that version.", detail: "it speaks v1")
        } else {
            self.init(.notFound, "There is nothing here.")
        }
    }
}
