import CoreMetrics
import FoundationEssentials
import HTTPTypes
package import Hummingbird
import Logging
import Models
package import ServerCore
import Wire

/// Translates HTTP requests into calls of an exchange, and the results into HTTP responses.
///
/// The routes are few and fixed, so a `switch` handles them instead of a router.
package struct ExchangeResponder<Served: Exchange>: HTTPResponder {
    private let exchange: Served
    private let rates: Rates
    private let callers: Callers
    private let meters: ServerMeters
    private let drain: Drain
    private let log = RequestLog()
    private let uptime: @Sendable () -> Duration

    /// - Parameters:
    ///   - servers: how many serve together. Each allows callers its share of their rates.
    ///   - uptime: a monotonic clock.
    package init(
        exchange: Served, callers: Callers, servers: Int = 1, drain: Drain = Drain(), uptime: @escaping @Sendable () -> Duration
    ) {
        self.exchange = exchange
        self.callers = callers
        meters = callers.meters
        self.drain = drain
        self.uptime = uptime
        rates = Rates(limits: exchange.limits, servers: servers, meters: callers.meters)
    }

    /// - Throws: the connection's error if the request was lost. Every other failure becomes a response.
    package func respond(to request: Request, context: ExchangeContext) async throws -> Response {
        let start = uptime()
        let route = Route(rawValue: request.path)
        func end(_ end: ExchangeEnd, _ status: Int?, failure: (any Error)? = nil) {
            let now = uptime()
            meters.exchanged(route, end, took: now - start)
            log.write(
                to: context.logger, method: request.method, route: route, status: status, took: now - start, at: now,
                failure: failure)
        }
        func finish(_ response: Response, _ how: ExchangeEnd = .answered, failure: (any Error)? = nil) -> Response {
            end(how, response.status.code, failure: failure)
            return request.method == .head ? response.createHeadResponse() : response
        }
        func refuse(_ problem: Problem, allow: String? = nil, failure: (any Error)? = nil) -> Response {
            finish(problem.response(allow: allow), .refused(problem.code), failure: failure)
        }
        let caller = callers.proxies.caller(from: context.peer, forwardedFor: request.headers[values: .forwardedFor])
        guard callers.requests.enter(caller) else {
            meters.limitedByConcurrency.increment()
            return refuse(.tooMuchAtOnce)
        }
        defer { callers.requests.leave(caller) }
        do {
            // Everything except a call with a token counts for the address, including rejected requests.
            if route != .sync || request.method != .post { try rates.check(caller, at: start) }
            guard let route else { throw Problem(unknownPath: request.path) }
            guard route.allows(request.method) else {
                let problem = Problem(.methodNotAllowed, "This cannot be done here.", detail: "allowed: \(route.allowed)")
                return refuse(problem, allow: route.allowed)
            }
            return finish(try await response(to: request, for: route, from: caller, at: start))
        } catch let problem as Problem {
            return refuse(problem)
        } catch let lost as ConnectionLost {
            end(.lost, nil)
            throw lost.cause
        } catch {
            return refuse(.unforeseen, failure: error)
        }
    }

    private func response(
        to request: Request, for route: Route, from caller: CallerAddress, at now: Duration
    ) async throws -> Response {
        let limits = exchange.limits
        let limit = route.bodyLimit(limits)
        let address = BodyRoom.Caller.address(caller)
        switch route {
        case .health: return try Response(json: Liveness.alive)
        case .ready:
            if drain.isOn { throw Problem(.notReady, "The server is stopping.", retryAfter: 5) }
            if let problem = await exchange.unreadiness() { throw problem }
            return try Response(json: Liveness.ready)
        case .server: return try Response(json: exchange.info())
        case .openAPI: return Response(octets: PackageResources.openapi_yaml, type: "application/yaml")
        case .challenge:
            return try await reading(request, upTo: limit, for: address) { try Response(json: exchange.challenge($0)) }
        case .session:
            return try await reading(request, upTo: limit, for: address) { try Response(json: await exchange.signIn($0)) }
        case .readBox:
            return try await reading(request, upTo: limit, for: address) { try Response(json: await exchange.readBox($0)) }
        case .answerBox:
            return try await reading(request, upTo: limit, for: address) { try Response(json: await exchange.answerBox($0)) }
        case .sync:
            let token = try await verifiedToken(of: request, from: caller, at: now)
            return try await withBody(of: request, upTo: limit, for: .token(token.hashValue)) { body in
                if let reply = try exchange.knownReply(to: body, token: token) { return Response(document: reply) }
                return try await synced(body, token)
            }
        }
    }

    private func synced(_ body: Data, _ token: Token) async throws -> Response {
        let request = try await OffLoop.run(if: body.count > OffLoop.longBody) {
            try Problem.ofDecoding { try WireJSON.decode(SyncRequest.self, from: body) }
        }
        let limit = exchange.limits.writes
        guard request.writes.count <= limit else {
            throw Problem(.tooManyWrites, "There are too many writes in one request.", detail: "at most \(limit)")
        }
        let response = try await exchange.sync(request, token: token)
        meters.wrote(response.outcomes)
        return try await OffLoop.run(if: response.changes.count > OffLoop.fewChanges) {
            Response(document: try WireJSON.encode(response))
        }
    }

    /// Runs before any of the body is read.
    ///
    /// - Throws: `token_missing`, `token_unknown`, `token_expired`, `rate_limited`.
    private func verifiedToken(of request: Request, from caller: CallerAddress, at now: Duration) async throws(Problem) -> Token {
        let token: Token
        do {
            token = try request.bearerToken()
        } catch {
            try rates.check(caller, at: now)
            throw error
        }
        try await rates.check(token, from: caller, at: now) { () async throws(Problem) in try await exchange.check(token) }
        callers.known.insert(caller)
        return token
    }

    /// Reads and decodes a body within the room for bodies, and holds that room until the reply is made.
    private func reading<Body: Decodable>(
        _ request: Request, upTo limit: Int, for caller: BodyRoom.Caller, _ answer: (Body) async throws -> Response
    ) async throws -> Response {
        try await withBody(of: request, upTo: limit, for: caller) { body in
            try await OffLoop.run { try await answer(try Problem.ofDecoding { try WireJSON.decode(Body.self, from: body) }) }
        }
    }

    /// The same without decoding.
    private func withBody(
        of request: Request, upTo limit: Int, for caller: BodyRoom.Caller, _ answer: (Data) async throws -> Response
    ) async throws -> Response {
        var share = BodyShare(of: callers.bodies, for: caller)
        defer { share.giveBack() }
        return try await answer(try await request.read(upTo: limit, holding: &share))
    }
}

extension Problem {
    fileprivate static var tooMuchAtOnce: Problem { .tooManyRequests("Too much at once from one address.", retryAfter: 5) }
}

extension HTTPField.Name {
    // The name is a constant with only characters that are valid in a field name.
    // swift-format-ignore: NeverForceUnwrap
    fileprivate static let forwardedFor = Self("X-Forwarded-For")!
}
