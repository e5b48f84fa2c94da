import Models
import Support

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A `twofold-server` on a data folder of its own, as shipped but for rates and quotas, and without a line for each request.
struct DataServer {
    let child: Child
    private let folder: String

    /// - Parameter schema: of PostgreSQL, for a server that keeps its data there.
    init(_ program: String, folder: String, schema: String? = nil) throws {
        self.folder = folder
        let database = try schema.map { ["--database", try TestPostgres.url(schema: $0)] } ?? []
        child = try Child(
            program,
            [
                "serve", "--port", "0", "--data", folder, "--log-level", "critical", "--requests-per-minute", "600000000",
                "--anonymous-requests-per-minute", "600000000", "--records-per-partner", "100000000", "--room-per-partner",
                "1000000",
            ] + database)
    }

    func stop() { child.stop() }

    /// The number of transactions committed so far, modulo 2³²: `iChange` in the header of SQLite's WAL index
    /// (https://www.sqlite.org/walformat.html). `nil` if the server keeps no such file,
    /// as on PostgreSQL.
    var commits: UInt32? {
        let file = open(folder + "/twofold.sqlite-shm", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var count: UInt32 = 0
        return pread(file, &count, 4, 8) == 4 ? count : nil
    }
}
