import Models

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

    init(_ program: String, folder: String) throws {
        self.folder = folder
        child = try Child(
            program,
            [
                "serve", "--port", "0", "--data", folder, "--log-level", "critical", "--requests-per-minute", "600000000",
                "--anonymous-requests-per-minute", "600000000", "--records-per-partner", "100000000", "--room-per-partner",
                "1000000",
            ])
    }

    func stop() { child.stop() }

    /// The number of transactions committed so far, modulo 2³²: `iChange` in the header of SQLite's WAL index
    /// (https://www.sqlite.org/walformat.html). `nil` if the server keeps no such file.
    var commits: UInt32? {
        let file = open(folder + "/twofold.sqlite-shm", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var count: UInt32 = 0
        return pread(file, &count, 4, 8) == 4 ? count : nil
    }
}
