import ProgramSupport
import Subprocess
import Testing

extension RealPrograms {
    @Suite("What the programs are linked with", .enabled(if: isLinux))
    struct LinkageTests {
        @Test(arguments: [
            ("twofold", ["pq"], ["Hummingbird", "NIOCore", "NIOPosix", "11SQLiteStore", "13PostgresStore", "10ServerCore"]),
            ("twofold-server", ["curl", "pq", "_FoundationNetworking"], ["curl_easy_", "5Vault", "10ClientCore"]),
        ])
        func `the client has nothing of the server in it, nor the server of the client`(
            program: String, libraries: [String], symbols: [String]
        ) async throws {
            let needed = try await Ended.running("ldd", [Programs.path(of: program)])
            #expect(needed.output.contains("libc.so"))
            for library in libraries { #expect(!needed.output.contains("lib\(library).so")) }
            let dynamic = try await Ended.running("readelf", ["-d", Programs.path(of: program)])
            #expect(dynamic.output.contains("(NEEDED)"))
            for library in libraries { #expect(!dynamic.output.contains("lib\(library)")) }
            for symbol in symbols {
                let count = try await Ended.running(
                    "sh", ["-c", "nm \"$0\" | grep -c -- \"$1\"", Programs.path(of: program), symbol])
                #expect(count.output == "0\n", "\(symbol) is in \(program)")
            }
        }
    }

    private static var isLinux: Bool {
        #if os(Linux)
        true
        #else
        false
        #endif
    }
}
