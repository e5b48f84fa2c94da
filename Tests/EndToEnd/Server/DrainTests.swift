import ProgramSupport
import Testing
import Wire

extension RealPrograms {
    @Suite("A server that is told to stop")
    struct DrainTests {
        private static let body = #"{"device": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"#

        /// The beginning of a request that the server waits for the rest of. It has read that: the request before it is answered, and both
        /// came in one piece.
        private func begun(at port: Int) async throws -> HeldRequest {
            let request = try HeldRequest(to: port)
            let before = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let beginning = "POST /v1/challenge HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(Self.body.utf8.count)\r\n\r\n{"
            try request.send(before + beginning)
            await request.waitForReply()
            return request
        }

        @Test func `isn't ready, goes on until balancers have noticed, and then finishes what it has begun`() async throws {
            try await LiveServer().serving(["--drain-delay", "2"]) { server in
                #expect(try await server.caller.send(.ready, nil).status == 200)
                let request = try await begun(at: server.port)
                try server.stop()
                while try await server.caller.send(.ready, nil).status == 200 {}
                let late = try HeldRequest(to: server.port)
                try late.send("GET /v1/server HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answered = await late.reply()
                #expect(answered.hasPrefix("HTTP/1.1 200 OK\r\n") && answered.lowercased().contains("\r\nconnection: close\r\n"))
                // Then it takes no more connections.
                #expect(throws: HeldRequest.Refused.self) { while true { _ = try HeldRequest(to: server.port) } }
                try request.send(String(Self.body.dropFirst()))
                let finished = await request.reply()
                #expect(finished.contains("HTTP/1.1 200 OK\r\n") && finished.contains(#""challenge""#))
            }
        }

        @Test func `takes no more connections at once, unless told to`() async throws {
            try await LiveServer().serving { server in
                let request = try await begun(at: server.port)
                try server.stop()
                #expect(throws: HeldRequest.Refused.self) { while true { _ = try HeldRequest(to: server.port) } }
                try request.send(String(Self.body.dropFirst()))
                #expect(await request.reply().contains(#""challenge""#))
            }
        }

        @Test func `waits only so long for callers who never finish, and ends well all the same`() async throws {
            try await LiveServer().serving(["--drain-limit", "1"]) { server in
                let request = try await begun(at: server.port)
                try server.stop()
                #expect(await request.reply().contains("challenge") == false)
            }
        }
    }
}
