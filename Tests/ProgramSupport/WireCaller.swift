package import Foundation
import Models
package import Wire

/// Requests made by hand, over loopback, without encryption.
package struct WireCaller: Sendable {
    package let url: String

    package init(url: String) { self.url = url }

    /// - Returns: the reply, whatever its status.
    package func send(_ method: String, _ path: String, _ body: Data?, authorization: String? = nil) async throws -> (
        status: Int, body: Data
    ) {
        guard let port = url.split(separator: ":").last.flatMap({ Int($0) }) else { throw PlainRequest.CutOff() }
        return try await PlainRequest(port: port, method: method, path: path, authorization: authorization, body: body).reply()
    }

    package func send(_ route: Route, _ body: Data?, token: Token? = nil) async throws -> (status: Int, body: Data) {
        try await send(
            route.isPosted ? "POST" : "GET", route.rawValue, body,
            authorization: token.map { "Bearer " + Data($0.bytes).base64EncodedString() })
    }

    /// - Throws: `Problem` if the server reports one.
    package func call<Reply: Decodable>(_ route: Route, _ request: some Encodable, token: Token? = nil) async throws -> Reply {
        let reply = try await send(route, WireJSON.encode(request), token: token)
        guard reply.status == 200 else { throw try WireJSON.decode(Problem.self, from: reply.body) }
        return try WireJSON.decode(Reply.self, from: reply.body)
    }
}
