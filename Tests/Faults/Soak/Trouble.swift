import ProgramSupport
import Support

/// Restarts the server again and again, and lets one fault after another happen to it, to the disks and to the network.
struct Trouble: Sendable {
    static let options = ["--log-level", "error"]

    let server: LiveServer
    let proxy: Proxy
    let disks: SoakDisks
    let soak: Soak
    private let isEnded = EndFlag()

    init(server: LiveServer, proxy: Proxy, disks: SoakDisks, soak: Soak) {
        (self.server, self.proxy, self.disks, self.soak) = (server, proxy, disks, soak)
    }

    /// No one uses the server any more.
    func end() { isEnded.set() }

    private var tally: Tally { soak.tally }
    private var random: SeededRandom { soak.random }

    /// Causes trouble until it's over, then leaves a server alone until `end`.
    func run(until isOver: @escaping @Sendable () -> Bool) async throws {
        while !isOver() {
            try await server.serving(Self.options) { running in
                lead(to: running)
                soak.weather.set(20)
                let events = 2 + random.below(6)
                for _ in 0..<events where !isOver() { try await happen(to: running) }
                try await end(running)
            }
            freeDisks()
            tally.count("server started again")
            if random.below(6) == 0 { try await check() }
            try await Task.sleep(for: .milliseconds(random.below(300)))
        }
        soak.weather.set(0)
        try await server.serving(Self.options) { running in
            lead(to: running)
            while !isEnded.isSet { try await Task.sleep(for: .milliseconds(50)) }
        }
    }

    private func lead(to running: RunningServer) {
        proxy.lead(to: running.port)
        soak.port.set(running.port)
    }

    private func happen(to running: RunningServer) async throws {
        try await Task.sleep(for: .milliseconds(50 + random.below(700)))
        let lasting = Duration.milliseconds(100 + random.below(1_200))
        switch random.below(5) {
        case 0:
            tally.count("server paused")
            try running.pause()
            try await Task.sleep(for: lasting)
            try running.resume()
        case 1: try await fill(disks.server, "server's disk filled", lasting)
        case 2: try await fill(disks.homes, "homes' disk filled", lasting)
        case 3:
            soak.weather.set(90)
            try await Task.sleep(for: lasting)
            soak.weather.set(20)
        default: break
        }
    }

    private func fill(_ disk: Disk?, _ what: String, _ lasting: Duration) async throws {
        guard let disk else { return }
        tally.count(what)
        disk.fill()
        try await Task.sleep(for: lasting)
        // Now and then it's still full when the server is killed.
        if random.below(5) != 0 { disk.free() }
    }

    private func freeDisks() {
        disks.server?.free()
        disks.homes?.free()
    }

    private func end(_ running: RunningServer) async throws {
        if random.below(4) == 0 {
            freeDisks()
            return tally.count("server told to stop")
        }
        tally.count("server killed")
        try running.kill()
    }

    private func check() async throws {
        let check = try await server.command("check")
        if !check.isGood { tally.violation("twofold-server check after a kill: \(check.output)\(check.errors)") }
        tally.count("server's database checked and sound")
    }
}
