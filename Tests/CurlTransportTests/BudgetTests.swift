import ClientCore
import CurlTransport
import Models
import Support
import TestTraits
import Testing
import Wire

/// Lower and upper bounds of budgets, pauses and patience.
@Suite("Budgets, pauses and patience", .onOwnThreads)
struct BudgetTests {
    private static let done = TransportReply(status: 200, body: Bytes("done".utf8))

    /// A server that cuts the first connections, each after some time on the transport's clock.
    private func server(_ time: FakeTime, cuts: Int, each duration: Duration) throws -> ScriptedServer {
        try ScriptedServer(Array(repeating: .cut, count: cuts) + [.reply(200, body: "done")]) { time.pass(duration) }
    }

    /// Pauses of minutes, which cost nothing with a fake clock: the rest of a budget after one is enough time for a real exchange.
    private static let patient = TransportPolicy(
        connect: .seconds(10), attempt: .seconds(20), firstPause: .seconds(100), longestPause: .seconds(10_000))

    @Test(arguments: [
        // The attempt takes 900 s and the pause after it 50 s; the next one has 20 s left, by libcurl's clock too.
        (Duration.seconds(970), true), (.seconds(950), false), (.seconds(949), false), (.seconds(3000), true),
    ])
    func `a pause must fit into what the attempt has left of the budget, not into what there was before it`(
        budget: Duration, isTriedAgain: Bool
    ) throws {
        let time = FakeTime()
        let server = try server(time, cuts: 1, each: .seconds(900))
        let exchange = PlainExchange.run(port: server.port, policy: Self.patient, budget: budget, time: time)
        #expect(exchange.pauses == (isTriedAgain ? [.seconds(50)] : []))
        #expect(exchange.result == (isTriedAgain ? .success(Self.done) : .failure(.interrupted)))
        #expect(server.log.requests.count == (isTriedAgain ? 2 : 1))
    }

    @Test(arguments: [(Duration.seconds(3000), 3), (.seconds(1000), 1), (.seconds(1070), 2), (.seconds(1050), 1)])
    func `attempts and pauses together stay within the budget of a command`(budget: Duration, requests: Int) throws {
        let time = FakeTime()
        let server = try server(time, cuts: 4, each: .seconds(1000))
        let exchange = PlainExchange.run(port: server.port, policy: Self.patient, budget: budget, time: time)
        #expect(exchange.pauses.count == requests - 1)
        #expect(exchange.result == .failure(.interrupted))
        #expect(server.log.requests.count == requests)
    }

    @Test(arguments: [1, 2, 3]) func `a budget is for all exchanges of a command together`(exchanges: Int) throws {
        let time = FakeTime()
        let server = try ScriptedServer(Array(repeating: .reply(200, body: "done"), count: 4)) { time.pass(.seconds(1)) }
        // Two exchanges fit exactly; the third has no time left.
        let exchange = PlainExchange.run(port: server.port, budget: .seconds(2), times: exchanges, time: time)
        #expect(exchange.result == (exchanges <= 2 ? .success(Self.done) : .failure(.timedOut)))
        #expect(server.log.requests.count == min(exchanges, 2))
    }

    @Test func `pauses double up to the longest and no further, half of each left to chance`() throws {
        let policy = TransportPolicy(connect: .seconds(10), attempt: .seconds(20), attempts: 12)
        for (random, part) in [(0.0, 0.5), (0.5, 0.75)] {
            let server = try ScriptedServer(Array(repeating: .reply(503), count: 12))
            let exchange = PlainExchange.run(port: server.port, policy: policy, random: random)
            let seconds = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10, 10]
            #expect(exchange.pauses.count == seconds.count)
            for (pause, second) in zip(exchange.pauses, seconds) {
                let difference = pause - Duration.milliseconds(Int(second * part * 1000))
                #expect(abs(difference / .milliseconds(1)) < 1)
            }
        }
    }

    @Test(arguments: [(10, true), (11, false)])
    func `Retry-After is waited for up to the longest pause`(seconds: Int, isWaitedFor: Bool) throws {
        let server = try ScriptedServer([
            .reply(503, headers: "Retry-After: \(seconds)\r\n"), .reply(200, body: "done"),
        ])
        let exchange = PlainExchange.run(port: server.port)
        #expect(exchange.result.map(\.status) == .success(isWaitedFor ? 200 : 503))
        #expect(exchange.pauses == (isWaitedFor ? [.seconds(seconds) + .milliseconds(50)] : []))
    }

    @Test(arguments: [Duration?.none, .milliseconds(300)])
    func `what libcurl waits for ends neither early nor late`(budget: Duration?) throws {
        let server = try ScriptedServer([.sayAndWait("")])
        let limit = Duration.milliseconds(300)
        let policy = TransportPolicy(attempt: budget == nil ? limit : .seconds(600), attemptsInSilence: 1)
        let begin = ContinuousClock.now
        let exchange = PlainExchange.run(port: server.port, policy: policy, budget: budget)
        let took = ContinuousClock.now - begin
        #expect(exchange.result == .failure(.timedOut))
        // libcurl rounds to milliseconds; a computer that is busy with all the other tests may be a minute late.
        #expect(took > limit - .milliseconds(5) && took < .seconds(300))
    }

    @Test func `the usual patience and the usual pauses are these`() {
        let policy = TransportPolicy()
        #expect(policy.connect == .seconds(5) && policy.attempt == .seconds(120) && policy.stallSeconds == 15)
        #expect(policy.attempts == 4 && policy.attemptsInSilence == 2)
        #expect(policy.firstPause == .milliseconds(100) && policy.longestPause == .seconds(10))
    }
}
