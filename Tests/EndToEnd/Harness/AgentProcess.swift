import Foundation
import ProgramSupport

/// The process that remembers a home's key, as Linux shows it.
struct AgentProcess: Hashable, Sendable {
    let id: Int32

    static func all(of person: Person) throws -> [AgentProcess] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.map(AgentProcess.init).filter {
            $0.arguments.prefix(2) == ["twofold", "agent"] && $0.environment.contains("TWOFOLD_HOME=" + person.home)
        }
    }

    var arguments: [String] { texts("cmdline") }
    var environment: [String] { texts("environ") }

    /// What its descriptors refer to.
    var descriptors: [String] {
        let folder = "/proc/\(id)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0) }
    }

    /// Its session, and its controlling terminal: 0 for none (man 5 proc).
    var session: (id: Int32?, terminal: Int32?) {
        let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 4 ? (Int32(fields[3]), Int32(fields[4])) : (nil, nil)
    }

    /// Waits until it has ended.
    func ended() async throws {
        _ = try await Ended.running("tail", ["--pid=\(id)", "-s", "0.1", "-f", "/dev/null"])
    }

    private func texts(_ file: String) -> [String] {
        let data = FileManager.default.contents(atPath: "/proc/\(id)/\(file)") ?? Data()
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
