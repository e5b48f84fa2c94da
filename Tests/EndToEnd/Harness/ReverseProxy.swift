import Foundation
import ProgramSupport
import Subprocess
import Support

/// One of Debian's reverse proxies on its own loopback port, with default settings except for those a test adds.
enum ReverseProxy: String, CaseIterable, Sendable {
    case nginx, caddy

    /// How it handles every request, in its own configuration language.
    func passing(to server: RunningServer) -> String {
        switch self {
        case .nginx: "location / { proxy_pass http://127.0.0.1:\(server.port); }"
        case .caddy: "reverse_proxy 127.0.0.1:\(server.port)"
        }
    }

    /// Runs it while `body` runs.
    ///
    /// - Parameter rules: how it handles every request, in its own configuration language.
    func serving<Value: Sendable>(_ rules: String, _ body: (_ url: String) async throws -> Value) async throws -> Value {
        let folder = try ScratchFolder()
        let port = try Self.freePort()
        let file = folder.path("proxy.conf")
        try configuration(rules, port: port, in: folder).write(toFile: file, atomically: true, encoding: .utf8)
        // Debian installs nginx where only root's `PATH` has it.
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
        let surroundings: [String: String?] = [
            "PATH": path, "HOME": folder.path, "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path,
        ]
        let result = try await Subprocess.run(
            .name(rawValue), arguments: Arguments(arguments(file, in: folder)), environment: Programs.environment(surroundings),
            input: .none, output: .discarded, error: .string(limit: 1 << 20)
        ) { execution in
            do {
                try await Self.waitForListener(on: port)
                let value = try await body("http://127.0.0.1:\(port)")
                try execution.send(signal: .terminate)
                return value
            } catch {
                try? execution.send(signal: .kill)
                throw error
            }
        }
        return result.closureResult
    }

    private func arguments(_ file: String, in folder: ScratchFolder) -> [String] {
        switch self {
        case .nginx: ["-e", folder.path("error.log"), "-c", file]
        case .caddy: ["run", "--config", file, "--adapter", "caddyfile"]
        }
    }

    private func configuration(_ rules: String, port: Int, in folder: ScratchFolder) -> String {
        switch self {
        case .nginx:
            let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder.path($0));" }
            return """
                daemon off;
                master_process off;
                pid \(folder.path("pid"));
                events {}
                http {
                    access_log off;
                    \(places.joined(separator: "\n    "))
                    server {
                        listen 127.0.0.1:\(port);
                        \(rules)
                    }
                }

                """
        case .caddy:
            return """
                {
                    admin off
                    auto_https off
                }
                http://127.0.0.1:\(port) {
                    \(rules)
                }

                """
        }
    }

    /// A port that isn't in use at the moment; it isn't reserved.
    static func freePort() throws -> Int {
        let socket = LoopbackSocket.make()
        defer { close(socket) }
        guard let port = LoopbackSocket.listen(socket) else { throw NoPort() }
        return port
    }

    static func waitForListener(on port: Int) async throws {
        for _ in 0..<200 {
            let socket = LoopbackSocket.make()
            defer { close(socket) }
            if LoopbackSocket.connect(socket, to: port) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NoListener()
    }

    private struct NoPort: Error {}

    /// The proxy isn't installed, or didn't start.
    private struct NoListener: Error {}
}
