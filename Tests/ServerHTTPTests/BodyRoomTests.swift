import HTTPTypes
import Hummingbird
import Models
import ServerHTTP
import Support
import Testing
import Wire

/// The memory for incoming bodies, and who gets it.
@Suite("Room for bodies")
struct BodyRoomTests {
    /// Callers without a valid token share half of it. A caller of either kind gets at most an eighth of its kind's share.
    private static let room = 160_000
    /// Bytes of each body that take up no room.
    private static let free = 4096
    private static let each = (anonymous: room / 2 / 8, verified: room / 8)

    private let server: RunningResponder

    init() throws {
        var server = Server()
        server.settings.bodyBytes = Self.room
        server.exchange.limits.anonymousRequestsPerMinute = 10_000
        server.exchange.limits.requestsPerMinute = 10_000
        self.server = try RunningResponder(server)
    }

    private func request(_ number: Int, isVerified: Bool = false, length: Int? = 4_000_000) throws -> SlowRequest {
        try SlowRequest(
            isVerified ? "/v1/sync" : "/v1/session", token: isVerified ? .repeating(UInt8(number)) : nil,
            from: "192.0.2.\(number)", length: length, to: server)
    }

    /// Requests that have filled what their callers may use, in steps of a hundred bytes, and wait.
    ///
    /// - Parameter numbers: of the callers.
    private func holding(_ numbers: ClosedRange<Int>, isVerified: Bool = false) async throws -> [SlowRequest] {
        let most = isVerified ? Self.each.verified : Self.each.anonymous
        var (held, left) = ([SlowRequest](), isVerified ? Self.room : Self.room / 2)
        for number in numbers {
            let request = try request(number, isVerified: isVerified)
            #expect(await request.isBegun())
            #expect(await request.send(Self.free))
            let octets = min(most, left / 2)
            for step in 0..<octets / 100 { #expect(await request.send(100), "caller \(number), step \(step)") }
            left -= octets / 100 * 100
            held.append(request)
        }
        return held
    }

    @Test(arguments: [4_194_304, nil]) func `what a request says it will send takes no room`(_ length: Int?) async throws {
        var waiting: [SlowRequest] = []
        for number in 1...200 {
            let request = try request(number, length: length)
            #expect(await request.isBegun())
            #expect(await request.send(1))
            waiting.append(request)
        }
        for isVerified in [true, false] {
            let honest = try request(250, isVerified: isVerified)
            #expect(await honest.isBegun())
            #expect(await honest.send(10_000))
            #expect(try await honest.reply().status == .badRequest)
        }
        for request in waiting { #expect(try await request.reply().status == .badRequest) }
    }

    @Test(arguments: [false, true])
    func `a caller has an eighth of what is open to it, to the octet, and gets it back with the reply`(isVerified: Bool)
        async throws
    {
        let most = isVerified ? Self.each.verified : Self.each.anonymous
        for _ in 0..<3 {
            let first = try request(1, isVerified: isVerified)
            let second = try request(1, isVerified: isVerified)
            #expect(await first.isBegun())
            #expect(await second.isBegun())
            #expect(await first.send(Self.free + most - 10))
            #expect(await second.send(Self.free + 10))
            #expect(await !second.send(1))
            let refused = try await second.reply()
            #expect(refused.status == .serviceUnavailable)
            #expect(refused.headers[.retryAfter] == "5")
            #expect(await first.send(10))
            #expect(try await first.reply().status == .badRequest)
        }
    }

    @Test func `callers without a token leave half of the room to those with one, and small requests need none`() async throws {
        let waiting = try await holding(1...40)
        // There's nothing left for them.
        let late = try request(99)
        #expect(await late.isBegun())
        #expect(await late.send(Self.free))
        #expect(await !late.send(100))
        // A caller that shares an address with one of them is served as well.
        let neighbour = try SlowRequest("/v1/sync", token: .repeating(1), from: "192.0.2.1", length: nil, to: server)
        #expect(await neighbour.isBegun())
        #expect(await neighbour.send(Self.free + Self.each.verified))
        for path in ["/v1/challenge", "/v1/boxes/read", "/v1/session"] {
            let small = try SlowRequest(path, from: "192.0.2.1", length: nil, to: server)
            #expect(await small.isBegun())
            #expect(await small.send(Self.free))
            #expect(try await small.reply().status == .badRequest)
        }
        #expect(try await neighbour.reply().status == .badRequest)
        for request in waiting { #expect(try await request.reply().status == .badRequest) }
    }

    @Test func `seven callers who take all they can leave as much to the next`() async throws {
        for isVerified in [false, true] {
            let waiting = try await holding(1...7, isVerified: isVerified)
            let next = try request(8, isVerified: isVerified)
            #expect(await next.isBegun())
            #expect(await next.send(Self.free + (isVerified ? Self.each.verified : Self.each.anonymous) / 2))
            #expect(try await next.reply().status == .badRequest)
            for request in waiting { #expect(try await request.reply().status == .badRequest) }
        }
    }

    @Test func `whoever sends what, the bodies that are held fit into the room, and all of it comes back`() async throws {
        let random = SeededRandom(seed: 154)
        var held: [Int: (request: SlowRequest, octets: Int)] = [:]
        var refusals = 0
        for _ in 0..<4000 {
            let number = 1 + random.below(60)
            let isVerified = number.isMultiple(of: 2)
            if held[number] == nil {
                let request = try request(number, isVerified: isVerified)
                #expect(await request.isBegun())
                held[number] = (request, 0)
            }
            guard let (request, octets) = held[number] else { continue }
            let count = random.pick([1, 100, 4096, 10_000])
            if random.below(20) > 0, await request.send(count) {
                held[number] = (request, octets + count)
            } else {
                refusals += try await request.reply().status == .serviceUnavailable ? 1 : 0
                held[number] = nil
            }
            let taken = held.mapValues { max(0, $0.octets - Self.free) }
            #expect(taken.values.reduce(0, +) <= Self.room)
            #expect(taken.filter { !$0.key.isMultiple(of: 2) }.values.reduce(0, +) <= Self.room / 2)
        }
        #expect(refusals > 100)
        for request in held.values { _ = try await request.request.reply() }
        for isVerified in [false, true] {
            for request in try await holding(1...7, isVerified: isVerified) { _ = try await request.reply() }
        }
    }

    @Test func `room is kept until the reply is made`() async throws {
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        var server = Server()
        server.settings.bodyBytes = Self.room
        server.exchange.onSync = { request, _ throws(Problem) in
            enter.yield()
            for await _ in released { break }
            return .empty(for: request)
        }
        let responder = try RunningResponder(server)
        func request() throws -> SlowRequest {
            try SlowRequest("/v1/sync", token: .repeating(1), from: "192.0.2.1", length: nil, to: responder)
        }
        let first = try request()
        #expect(await first.isBegun())
        #expect(await first.send(Self.free + Self.each.verified, endingWith: try json(SyncRequest.nothing)))
        async let reply = first.reply()
        _ = await entered.first { _ in true }
        let second = try request()
        #expect(await second.isBegun())
        #expect(await !second.send(Self.free + 1))
        release.yield()
        #expect(try await reply.status == .ok)
        let third = try request()
        #expect(await third.isBegun())
        #expect(await third.send(Self.free + 1))
        _ = try await third.reply()
    }

    @Test(arguments: [
        ("/v1/challenge", 4096), ("/v1/boxes/read", 4096), ("/v1/boxes/answer", 1024 * 1024), ("/v1/session", 4 * 1024 * 1024),
    ])
    func `each route has a greatest body of its own`(_ path: String, _ most: Int) async throws {
        let responder = try RunningResponder(Server())
        for (length, isRead) in [(most, true), (most + 1, false)] {
            let request = try SlowRequest(path, from: "192.0.2.1", length: length, to: responder)
            #expect(await request.isBegun() == isRead)
            #expect(try await request.reply().status == (isRead ? .badRequest : .contentTooLarge))
        }
        // One that doesn't state its length is read that far and no further.
        let silent = try SlowRequest(path, from: "192.0.2.1", length: nil, to: responder)
        #expect(await silent.isBegun())
        #expect(await silent.send(most))
        #expect(await !silent.send(1))
        #expect(try await silent.reply().status == .contentTooLarge)
    }
}
