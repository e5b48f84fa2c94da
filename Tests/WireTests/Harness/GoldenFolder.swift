import Foundation

/// Where golden files are stored.
enum GoldenFolder {
    /// Beside the tests, as they were built.
    static var copied: URL { Bundle.module.bundleURL.appending(path: "Golden") }

    /// In the repository.
    static var source: URL { repository.appending(path: "Tests/WireTests/Golden") }

    /// The names of the files, without `.json`.
    static func names() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(at: copied, includingPropertiesForKeys: nil)
        return Set(files.map { $0.deletingPathExtension().lastPathComponent })
    }

    static var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }
}
