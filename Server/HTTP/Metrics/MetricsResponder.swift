import HTTPTypes
package import Hummingbird
import ServerCore

/// Answers `GET /metrics`, and nothing else.
package struct MetricsResponder: HTTPResponder {
    private let registry: MetricsRegistry

    package init(_ registry: MetricsRegistry) { self.registry = registry }

    package func respond(to request: Request, context: ExchangeContext) async throws -> Response {
        guard request.path == "/metrics" else { return Response(status: .notFound) }
        guard request.method == .get || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        let text = await OffLoop.run { registry.text() }
        let response = Response(octets: text.utf8, type: MetricsRegistry.textType)
        return request.method == .head ? response.createHeadResponse() : response
    }
}
