import Foundation
import FuzzTargets
import Models

/// Where seeds are stored.
enum SeedFolder {
    static func inputs(of target: FuzzTarget) throws -> [(name: String, octets: Bytes)] {
        try (["\(own)/\(target.name)"] + target.moreSeeds).flatMap { folder in
            let folder = repository.appending(path: folder)
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .map { ($0.lastPathComponent, Bytes(try Data(contentsOf: $0))) }
        }
    }

    /// The folders of individual targets.
    static func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: repository.appending(path: own).path(percentEncoded: false)))
    }

    private static let own = "Tests/Fuzz/Corpus"

    private static var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }
}
