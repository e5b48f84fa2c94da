import Catalogue
import ClientCore
import Foundation
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Replies in which something is wrong", .onOwnThreads, .attacks(.nothingIsLost))
struct MalformedTests {
    /// A home in memory as it was before a reply, and a server that can be rolled back.
    private struct Stage {
        let world: World
        let home: MemoryHomeState
        let server: MemoryState
        let key: SecretKey
        let reply: Bytes
    }

    private final class Line: Transport {
        let network: InProcessTransport
        /// Replaces the first reply for a route.
        var instead: (route: Route, body: Bytes)?

        init(_ world: World, instead: (Route, Bytes)?) {
            network = InProcessTransport(world.service)
            self.instead = instead
        }

        func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
            let reply = try network.send(route, body: body, token: token)
            guard let chosen = instead, chosen.route == route else { return reply }
            instead = nil
            return TransportReply(status: reply.status, body: chosen.body)
        }
    }

    private func client(_ store: MemoryHome, _ stage: (World, SecretKey), seed: UInt64, instead: (Route, Bytes)? = nil) throws
        -> (Client, Line)
    {
        let random = SeededRandom(seed: seed)
        let line = Line(stage.0, instead: instead)
        let time = stage.0.time
        let client = Client(
            store: store, storeKey: stage.1, random: RandomSource { random.bytes($0) }, now: { time.now },
            boot: { BootTime(boot: "a", milliseconds: time.now.milliseconds) }, catalogue: try Catalogue.builtIn(),
            connect: { _, _ in line })
        return (client, line)
    }

    /// Ada has sealed and drafted, Ben has sealed; Ada's next reply contains all kinds of changes.
    private func stage(_ route: Route) throws -> Stage {
        let world = try World()
        let key = SecretKey(random: RandomSource { Bytes(repeating: 17, count: $0) })
        let store = MemoryHome()
        let (ada, _) = try client(store, (world, key), seed: 1)
        try ada.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let ben = try TestHome(world, seed: 2)
        try ben.client.join(PaperCode(parsing: ada.invite().text), name: "Ben", deviceName: "laptop")
        _ = try ada.sync(budget: nil)
        try ben.sync()
        _ = try ada.seal(.firstWord, text: "Ada's.")
        _ = try ada.sync(budget: nil)
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        try ben.sync()
        _ = try ben.client.makeKit(replacing: false)
        try ada.saveDraft(.smallStep, text: "A draft.")
        // Includes signing in, and the server's time.
        if route != .sync { world.time.advance(seconds: 1_000) }
        let before = (store.state, world.store.snapshot())
        let (again, line) = try client(store, (world, key), seed: 3)
        _ = try again.sync(budget: nil)
        let reply = try #require(line.network.transcript.first { $0.route == route }).reply
        return Stage(world: world, home: before.0, server: before.1, key: key, reply: reply)
    }

    /// Expects that a client survives `body` as its first reply for a route, and that an honest server then brings it up to date.
    private func survives(_ body: Bytes, _ route: Route, _ stage: Stage, _ what: String) throws {
        stage.world.restore(stage.server)
        let store = MemoryHome(stage.home)
        let (handed, _) = try client(store, (stage.world, stage.key), seed: 4, instead: (route, body))
        // Expected errors are a `ClientError` in the report; anything thrown would be the client's own bug.
        #expect(throws: Never.self, "\(what)") { _ = try handed.sync(budget: nil) }
        let (ada, _) = try client(store, (stage.world, stage.key), seed: 5)
        #expect(try ada.show(.firstWord).rounds[0].mine?.text == "Ada's.", "\(what)")
        #expect(try ada.show(.smallStep).rounds[0].draft?.text == "A draft.", "\(what)")
        #expect([nil, "Ben's."].contains(try ada.show(.firstWord).rounds[0].theirs?.text), "\(what)")
        let report = try ada.sync(budget: nil)
        #expect(report.stopped == nil && report.pending == 0, "\(what)")
    }

    @Test(arguments: [Route.challenge, .session, .sync], 0..<8)
    func `every field of every reply, missing, null, of another type, empty, huge or extreme`(_ route: Route, _ part: Int) throws {
        let stage = try stage(route)
        let tree = try JSONSerialization.jsonObject(with: Data(stage.reply))
        var count = 0
        for path in JSONPaths.all(in: tree) {
            for (name, mutated) in JSONPaths.mutations(of: tree, at: path) {
                count += 1
                guard count % 8 == part else { continue }
                let body = try JSONSerialization.data(withJSONObject: mutated, options: .fragmentsAllowed)
                try survives(Bytes(body), route, stage, "\(path.joined(separator: ".")) \(name)")
            }
        }
        #expect(count > (route == .sync ? 300 : 10))
    }

    @Test(arguments: [Route.challenge, .session, .sync])
    func `a reply that is cut, doubled, empty, no JSON, or nested without end`(_ route: Route) throws {
        let stage = try stage(route)
        let reply = stage.reply
        let wholes: [Bytes] = [
            [], [0], Bytes("null".utf8), Bytes("[]".utf8), Bytes("{}".utf8), Bytes("<html>".utf8), reply + reply,
            Bytes(repeating: UInt8(ascii: "["), count: 100_000), Bytes(repeating: 0xFF, count: 1_000),
            Bytes("{\"a\":".utf8) + Bytes(repeating: UInt8(ascii: "{"), count: 10_000),
        ]
        let cuts = stride(from: 1, to: reply.count, by: max(1, reply.count / 20)).map { Bytes(reply.prefix($0)) }
        for (index, body) in (wholes + cuts).enumerated() { try survives(body, route, stage, "whole \(index)") }
    }
}
