import FoundationEssentials
import Models

/// The same load on any server, for `make bench-peers`: `twofold-bench replay FILE PORT PROCESS SECONDS`.
struct Replay: Decodable {
    /// The requests of each caller, as they are sent.
    private let callers: [[String]]
    /// Whether each starts again after its last request.
    private let repeats: Bool
    /// What each reply's body must contain; nothing if it's empty.
    private let expected: String

    /// Prints what came of it as a line of JSON.
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 4, let port = Int(arguments[1]), let process = Int32(arguments[2]), let seconds = Int(arguments[3])
        else { throw BenchError("usage: twofold-bench replay FILE PORT PROCESS SECONDS") }
        let replay = try JSONDecoder().decode(Replay.self, from: Data(contentsOf: URL(filePath: arguments[0])))
        let scripts = replay.callers.map { requests in
            Script(
                requests: requests.map { PreparedRequest(octets: Bytes($0.utf8)) }, repeats: replay.repeats,
                expected: Bytes(replay.expected.utf8), hasCursors: false)
        }
        let load = try LoadGenerator(
            servers: [Child(running: process, port: port)], scripts: scripts, warmUp: .milliseconds(300),
            duration: .seconds(seconds),
            commits: { nil }
        ).run()
        Report.say(try load.json)
    }
}

extension Load {
    /// One line.
    var json: String {
        get throws {
            let values = [
                "perSecond": rate, "serverMicroseconds": serverMicroseconds, "middle": middle, "slowest": slowest,
                "megabytes": memory / 1e6,
            ]
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(values.mapValues { ($0 * 100).rounded() / 100 }), as: UTF8.self)
        }
    }
}
