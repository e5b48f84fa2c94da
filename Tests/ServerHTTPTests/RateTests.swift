import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import ServerHTTP
import Synchronization
import Testing
import Wire

@Suite("Rate limits")
struct RateTests {
    @Test func `as many pass at once as may pass a minute, then one by one`() {
        let limiter = RateLimiter<String>(perMinute: 3)
        for _ in 0..<3 { #expect(limiter.take(for: "a", at: .zero) == nil) }
        #expect(limiter.take(for: "a", at: .zero) == 20)
        #expect(limiter.take(for: "a", at: .seconds(19)) == 1)
        #expect(limiter.take(for: "a", at: .seconds(20)) == nil)
        #expect(limiter.take(for: "a", at: .seconds(20)) == 20)
    }

    @Test func `the wait that is named is enough`() throws {
        let limiter = RateLimiter<String>(perMinute: 7)
        for _ in 0..<7 { _ = limiter.take(for: "a", at: .zero) }
        let wait = try #require(limiter.take(for: "a", at: .milliseconds(1234)))
        #expect(limiter.take(for: "a", at: .milliseconds(1234) + .seconds(wait)) == nil)
    }

    @Test func `rest is not saved up beyond a minute`() {
        let limiter = RateLimiter<String>(perMinute: 2)
        _ = limiter.take(for: "a", at: .zero)
        for _ in 0..<2 { #expect(limiter.take(for: "a", at: .seconds(3600)) == nil) }
        #expect(limiter.take(for: "a", at: .seconds(3600)) != nil)
    }

    @Test(arguments: [1, 7, 60, 600, 6000])
    func `a rest of a whole minute, and none shorter, brings everything back`(_ perMinute: Int) {
        let minute = Duration.seconds(60) / perMinute * perMinute
        for (rest, passing) in [(minute, perMinute), (minute - .nanoseconds(1), perMinute - 1), (.seconds(86_400), perMinute)] {
            let limiter = RateLimiter<String>(perMinute: perMinute)
            for _ in 0..<perMinute { #expect(limiter.take(for: "a", at: .seconds(5)) == nil) }
            #expect(limiter.take(for: "a", at: .seconds(5)) != nil)
            var passed = 0
            while passed <= perMinute, limiter.take(for: "a", at: .seconds(5) + rest) == nil { passed += 1 }
            #expect(passed == passing, "after \(rest)")
        }
    }

    @Test(arguments: [1, 7, 60, 600, 6000])
    func `the wait that is named is the shortest in whole seconds, and a minute at most`(_ perMinute: Int) throws {
        let one = Duration.seconds(60) / perMinute
        for spent in [Duration.zero, .milliseconds(1), .milliseconds(999), one / 2, one - .nanoseconds(1)] {
            let limiter = RateLimiter<String>(perMinute: perMinute)
            for _ in 0..<perMinute { _ = limiter.take(for: "a", at: .zero) }
            guard let wait = limiter.take(for: "a", at: spent) else {
                #expect(spent >= one)
                continue
            }
            #expect((1...60).contains(wait))
            #expect(spent + .seconds(wait - 1) < one)
            #expect(limiter.take(for: "a", at: spent + .seconds(wait)) == nil)
        }
    }

    @Test func `a caller at rest is forgotten after a minute and no earlier, unless the table is full`() {
        for (moment, isForgotten) in [(Duration.seconds(60), true), (.seconds(60) - .nanoseconds(1), false)] {
            let limiter = RateLimiter<Int>(perMinute: 2, capacity: 2)
            for caller in [1, 1, 2, 2] { _ = limiter.take(for: caller, at: .zero) }
            _ = limiter.take(for: 3, at: moment)
            // An entry of a full table is forgotten anyway.
            #expect(limiter.count == (isForgotten ? 1 : 2))
            #expect(!isForgotten || !limiter.knows(1) && !limiter.knows(2))
        }
    }

    @Test func `one caller does not use up another's`() {
        let limiter = RateLimiter<String>(perMinute: 1)
        #expect(limiter.take(for: "a", at: .zero) == nil)
        #expect(limiter.take(for: "b", at: .zero) == nil)
        #expect(limiter.take(for: "a", at: .zero) != nil)
    }

    @Test func `it never holds more callers than it may, and forgets those at rest first`() {
        let limiter = RateLimiter<Int>(perMinute: 1, capacity: 16)
        for caller in 0..<16 { _ = limiter.take(for: caller, at: .zero) }
        _ = limiter.take(for: 15, at: .seconds(60))
        _ = limiter.take(for: 99, at: .seconds(60))
        #expect(limiter.count == 2)
        #expect(limiter.take(for: 15, at: .seconds(60)) != nil)
        for caller in 100..<1000 {
            _ = limiter.take(for: caller, at: .seconds(60))
            #expect(limiter.count <= 16)
        }
    }

    @Test(arguments: [1, 2, 3, 7])
    func `servers that know how many they are allow what one does, and at most one more each`(_ count: Int) async throws {
        var passed = (token: 0, address: 0)
        for _ in 0..<count {
            var server = Server()
            server.settings.servers = count
            server.exchange.limits.requestsPerMinute = 50
            server.exchange.limits.anonymousRequestsPerMinute = 40
            passed.token += try await server.run { client async throws in
                var passed = 0
                for _ in 0..<60 { passed += try await client.sync(.nothing).status == .ok ? 1 : 0 }
                return passed
            }
            passed.address += try await server.run { client async throws in
                var passed = 0
                for _ in 0..<60 { passed += try await client.reply(.get, "/v1/server").status == .ok ? 1 : 0 }
                return passed
            }
        }
        #expect((50..<50 + count).contains(passed.token))
        #expect((40..<40 + count).contains(passed.address))
    }

    @Test func `a token's rate holds over requests and recovers with time`() async throws {
        let clock = FakeUptime()
        var server = Server()
        server.uptime = clock.read
        server.exchange.limits.requestsPerMinute = 2
        try await server.run { client async throws in
            for _ in 0..<2 { #expect(try await client.sync(.nothing).status == .ok) }
            let reply = try await client.sync(.nothing)
            #expect(reply.status == .tooManyRequests)
            #expect(reply.headers[.retryAfter] == "30")
            #expect(try reply.problem().code == .rateLimited)
            #expect(try await client.sync(.nothing, token: .repeating(9)).status == .ok)
            clock.advance(by: .seconds(30))
            #expect(try await client.sync(.nothing).status == .ok)
        }
    }

    @Test(arguments: ["/v1/challenge", "/v1/session", "/v1/boxes/read", "/v1/boxes/answer"])
    func `whoever brings no token is counted by address`(_ path: String) async throws {
        var server = Server()
        server.settings.proxies = try TrustedProxies(parsing: TrustedProxies.loopback)
        server.exchange.limits.anonymousRequestsPerMinute = 2
        try await server.run { client async throws in
            for _ in 0..<2 { #expect(try await client.reply(.post, path, from: "192.0.2.1").status == .badRequest) }
            #expect(try await client.reply(.post, path, from: "192.0.2.1").status == .tooManyRequests)
            #expect(try await client.reply(.post, path, from: "192.0.2.2").status == .badRequest)
            // What a caller puts into the header comes before what the proxy appends.
            #expect(try await client.reply(.post, path, from: "192.0.2.9, 192.0.2.1").status == .tooManyRequests)
        }
    }

    @Test func `addresses of one household count as one, mapped ones as what they are`() async throws {
        var server = Server()
        server.settings.proxies = try TrustedProxies(parsing: TrustedProxies.loopback)
        server.exchange.limits.anonymousRequestsPerMinute = 1
        try await server.run { client async throws in
            func status(_ address: String) async throws -> HTTPResponse.Status {
                try await client.reply(.get, "/v1/server", from: address).status
            }
            #expect(try await status("2001:db8:0:1::1") == .ok)
            #expect(try await status("2001:db8:0:1:ffff::2") == .tooManyRequests)
            #expect(try await status("2001:db8:0:2::1") == .ok)
            #expect(try await status("::ffff:192.0.2.1") == .ok)
            #expect(try await status("192.0.2.1") == .tooManyRequests)
            #expect(try await status("::ffff:192.0.2.2") == .ok)
            // NAT64 and 6to4 addresses contain an IPv4 address too; other translators' prefixes aren't known.
            #expect(try await status("64:ff9b::198.51.100.1") == .ok)
            #expect(try await status("64:ff9b::198.51.100.2") == .ok)
            #expect(try await status("64:ff9b::c633:6401") == .tooManyRequests)
            #expect(try await status("198.51.100.2") == .tooManyRequests)
            #expect(try await status("2002:c633:6403:1::1") == .ok)
            #expect(try await status("2002:c633:6403:2::1") == .tooManyRequests)
            #expect(try await status("198.51.100.3") == .tooManyRequests)
            #expect(try await status("64:ff9b:0:0:1::1") == .ok)
            #expect(try await status("64:ff9b::1:198.51.100.9") == .tooManyRequests)
        }
    }

    @Test func `the header is not believed unless it is said that a proxy writes it`() async throws {
        var server = Server()
        server.exchange.limits.anonymousRequestsPerMinute = 1
        try await server.run { client async throws in
            #expect(try await client.reply(.get, "/v1/server", from: "192.0.2.1").status == .ok)
            #expect(try await client.reply(.get, "/v1/server", from: "192.0.2.2").status == .tooManyRequests)
        }
    }

    @Test func `a made-up token never stops counting against its maker's address, and is looked at only so often`() async throws {
        let looked = Counter()
        var server = Server()
        server.settings.proxies = try TrustedProxies(parsing: TrustedProxies.loopback)
        server.exchange.limits.anonymousRequestsPerMinute = 2
        server.exchange.onCheck = { token throws(Problem) in
            looked.increment()
            guard token == .repeating(9) else { throw Problem(status: 401, code: .tokenUnknown, title: "No.") }
        }
        try await server.run { client async throws in
            for token in [Token.repeating(1), .repeating(1)] {
                #expect(try await client.sync(.nothing, token: token, from: "192.0.2.1").status == .unauthorized)
            }
            for token in [Token.repeating(1), .repeating(2), .repeating(9)] {
                #expect(try await client.sync(.nothing, token: token, from: "192.0.2.1").status == .tooManyRequests)
            }
            #expect(looked.value == 2)
            // A verified token has its own rate, wherever it's used.
            #expect(try await client.sync(.nothing, token: .repeating(9), from: "192.0.2.2").status == .ok)
            for _ in 0..<5 {
                #expect(try await client.sync(.nothing, token: .repeating(9), from: "192.0.2.1").status == .ok)
            }
        }
    }

    @Test func `a token that is good no more counts against the address again`() async throws {
        let uses = Counter()
        var server = Server()
        server.exchange.limits.anonymousRequestsPerMinute = 2
        server.exchange.onCheck = { _ throws(Problem) in
            uses.increment()
            guard uses.value == 1 else { throw Problem(status: 401, code: .tokenExpired, title: "No.") }
        }
        try await server.run { client async throws in
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await client.sync(.nothing).status.code) }
            #expect(statuses == [200, 401, 401, 429])
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "/health"), (.get, "/ready"), (.get, "/nothing"), (.get, "/v2"), (.post, "/health"),
        (.put, "/v1/sync"),
        (.get, "/v1/sync"), (.post, "/v1/sync"), (.get, "/v1/server"), (.get, "/v1/openapi.yaml"),
    ])
    func `whatever is asked without a token counts for the address`(_ method: HTTPRequest.Method, _ path: String) async throws {
        var server = Server()
        server.exchange.limits.anonymousRequestsPerMinute = 1
        try await server.run { client async throws in
            #expect(try await client.reply(method, path).status != .tooManyRequests)
            let reply = try await client.reply(method, path)
            #expect(reply.status == .tooManyRequests)
            #expect(reply.headers[.retryAfter] == "60")
        }
    }
}
