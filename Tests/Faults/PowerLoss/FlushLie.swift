import Foundation

/// A library that makes fsync and its relatives do nothing, to test whether the rig notices.
enum FlushLie {
    static var library: String? {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
        return folders.map { $0 + "/libeatmydata.so" }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
