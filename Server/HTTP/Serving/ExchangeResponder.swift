import HTTPTypes
package import Hummingbird
import Logging
import Models
package import ServerCore
import Wire

/// Turns HTTP requests into calls of an exchange, and what comes of them into HTTP responses.
///
/// Routes are few and fixed, so they are told apart here rather than by a router.
package struct ExchangeResponder<Served: Exchange>: HTTPResponder {
    private let exchange: Served
    private let rates: Rates
    private let trustsForwardedFor: Bool
    private let uptime: @Sendable () -> Duration

    /// - Parameters:
    ///   - trustsForwardedFor: take callers' addresses from the header that a reverse proxy writes.
    ///   - uptime: a clock that never goes back.
    package init(exchange: Served, trustsForwardedFor: Bool, uptime: @escaping @Sendable () -> Duration) {
        self.exchange = exchange
        self.trustsForwardedFor = trustsForwardedFor
        self.uptime = uptime
        rates = Rates(limits: exchange.limits)
    }

    package func respond(to request: Request, context: ExchangeContext) async throws -> Response {
        let start = uptime()
        let log = RequestLog(logger: context.logger)
        let path = request.path
        let route = Route(rawValue: path)
        func finish(_ response: Response, failure: (any Error)? = nil) -> Response {
            log.write(
                method: request.method, route: route, status: response.status.code, took: uptime() - start, failure: failure)
            return request.method == .head ? response.createHeadResponse() : response
        }
        do {
            guard let route else { throw Problem(unknownPath: path) }
            guard route.allows(request.method) else {
                let problem = Problem(.methodNotAllowed, "This cannot be done here.", detail: "allowed: \(route.allowed)")
                return finish(problem.response(allow: route.allowed))
            }
            return finish(try await response(to: request, for: route, context: context, at: start))
        } catch let problem as Problem {
            return finish(problem.response())
        } catch let lost as ConnectionLost {
            log.write(method: request.method, route: route, status: nil, took: uptime() - start, failure: nil)
            throw lost.cause
        } catch {
            return finish(Problem.unforeseen.response(), failure: error)
        }
    }

    private func response(
        to request: Request, for route: Route, context: ExchangeContext, at now: Duration
    ) async throws -> Response {
        switch route {
        case .sync:
            let token = try request.bearerToken()
            try rates.check(token, from: address(of: request, context), at: now)
            return try Response(json: await exchange.sync(readSync(request), token: token))
        case .health:
            return try Response(json: Liveness.alive)
        case .ready:
            if let problem = await exchange.unreadiness() { throw problem }
            return try Response(json: Liveness.ready)
        case .openAPI, .server, .challenge, .session, .readBox, .answerBox:
            try rates.check(address(of: request, context), at: now)
            return try await anonymousResponse(to: request, for: route)
        }
    }

    private func anonymousResponse(to request: Request, for route: Route) async throws -> Response {
        let limit = exchange.limits.requestBytes
        switch route {
        case .challenge:
            let body = try await request.decoded(as: ChallengeRequest.self, upTo: min(limit, Self.smallRequestBytes))
            return try Response(json: exchange.challenge(body))
        case .session:
            return try Response(json: await exchange.signIn(request.decoded(as: SessionRequest.self, upTo: limit)))
        case .readBox:
            let body = try await request.decoded(as: BoxReadRequest.self, upTo: min(limit, Self.smallRequestBytes))
            return try Response(json: await exchange.readBox(body))
        case .answerBox:
            return try Response(json: await exchange.answerBox(request.decoded(as: BoxAnswerRequest.self, upTo: limit)))
        case .openAPI:
            return Response(octets: PackageResources.openapi_yaml, type: "application/yaml")
        case .server, .health, .ready, .sync:
            return try Response(json: exchange.info())
        }
    }

    private func readSync(_ request: Request) async throws -> SyncRequest {
        let limits = exchange.limits
        let body = try await request.decoded(as: SyncRequest.self, upTo: limits.requestBytes)
        guard body.writes.count <= limits.writes else {
            throw Problem(.tooManyWrites, "There are too many writes in one request.", detail: "at most \(limits.writes)")
        }
        return body
    }

    private func address(of request: Request, _ context: ExchangeContext) -> CallerAddress {
        if trustsForwardedFor, let address = CallerAddress(forwardedFor: request.headers[values: .forwardedFor].last) {
            return address
        }
        return CallerAddress(context.address)
    }

    /// More than any request that has a single id in it.
    private static var smallRequestBytes: Int { 4096 }
}

extension HTTPField.Name {
    // The name is a constant of characters that a field may have.
    // swift-format-ignore: NeverForceUnwrap
    fileprivate static let forwardedFor = Self("X-Forwarded-For")!
}
