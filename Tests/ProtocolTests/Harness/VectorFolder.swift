import Foundation

/// Where the vectors are stored: they're part of the documents.
enum VectorFolder {
    static var chapters: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/protocol")
    }

    static var url: URL { chapters.appending(path: "vectors") }

    /// The names of the files, without `.json`.
    static func names() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        return Set(files.filter { $0.pathExtension == "json" }.map { $0.deletingPathExtension().lastPathComponent })
    }
}
