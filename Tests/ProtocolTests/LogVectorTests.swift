import Models
import Support
import Testing

@Suite("Vectors: device logs")
struct LogVectorTests {
    @Test func `entries are signed, and have their hash`() throws {
        for vector in try VectorFile.logs.read()("entries").elements {
            let entry: LogEntry = try vector("entry").decoded()
            #expect(try entry.signature.isValid(for: entry.signedContent, by: vector("signing").value()))
            #expect(try entry.hash == vector("hash").value())
        }
    }

    @Test func `logs say what is written down`() throws {
        for vector in try VectorFile.logs.read()("logs").elements {
            let log = try DeviceLog(entries: vector("entries").elements.map { try $0.decoded() })
            #expect(try log.state.live.map(\.id) == vector("live").elements.map { try $0.value() })
            #expect(try log.tips == vector("tips").elements.map { try $0.value() })
            #expect(try log.state.pairedWith == (vector("pairedWith").isNull ? nil : vector("pairedWith").value()))
        }
    }

    @Test func `entries that do not belong are refused for what is wrong with them`() throws {
        for vector in try VectorFile.logs.read()("refused").elements {
            let entries = try vector("log").elements.map { try $0.decoded(as: LogEntry.self) }
            let entry: LogEntry = try vector("entry").decoded()
            let why = try #require(LogError(rawValue: vector("why").string))
            #expect(throws: why, "\(vector.title)") {
                guard !entries.isEmpty else {
                    _ = try DeviceLog(first: entry)
                    return
                }
                var log = try DeviceLog(entries: entries)
                try log.insert(entry)
            }
        }
    }
}
