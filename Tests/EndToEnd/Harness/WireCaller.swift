import Foundation
import Models
import Wire

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Requests made by hand.
struct WireCaller: Sendable {
    let url: String

    /// - Returns: the reply, whatever its status.
    func send(_ method: String, _ path: String, _ body: Data?, authorization: String? = nil) async throws -> (
        status: Int, body: Data
    ) {
        guard let url = URL(string: url + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        if let authorization { request.setValue(authorization, forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    func send(_ route: Route, _ body: Data?, token: Token? = nil) async throws -> (status: Int, body: Data) {
        try await send(
            route.isPosted ? "POST" : "GET", route.rawValue, body,
            authorization: token.map { "Bearer " + Data($0.bytes).base64EncodedString() })
    }

    /// - Throws: `Problem` where the server says that something is wrong.
    func call<Reply: Decodable>(_ route: Route, _ request: some Encodable, token: Token? = nil) async throws -> Reply {
        let reply = try await send(route, WireJSON.encode(request), token: token)
        guard reply.status == 200 else { throw try WireJSON.decode(Problem.self, from: reply.body) }
        return try WireJSON.decode(Reply.self, from: reply.body)
    }
}
