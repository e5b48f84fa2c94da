import Foundation

/// A test's own folder, deleted with this object.
package final class ScratchFolder: Sendable {
    package let path: String
    private let isBorrowed: Bool

    /// - Parameter inMemory: on a file system in memory, if this computer has one.
    package init(inMemory: Bool = false) throws {
        let shared = URL(fileURLWithPath: "/dev/shm")
        let parent =
            inMemory && FileManager.default.isWritableFile(atPath: shared.path) ? shared : FileManager.default.temporaryDirectory
        path = parent.appendingPathComponent("twofold-\(UUID().uuidString)").path
        isBorrowed = false
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    /// A folder that its owner deletes: created if it doesn't exist, and left in place.
    package init(borrowing path: String) throws {
        self.path = path
        isBorrowed = true
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { if !isBorrowed { try? FileManager.default.removeItem(atPath: path) } }

    package func path(_ name: String) -> String { path + "/" + name }

    /// The permission bits of a file in the folder, or of the folder itself.
    package func mode(_ name: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? path : self.path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    /// The names in the folder, or in one of its subfolders.
    package func contents(of name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: name.isEmpty ? path : self.path(name)).sorted()
    }
}
