import Foundation
import ProgramSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file system in its own image, mounted in a folder, which can be filled to the last block.
struct Disk: Sendable {
    enum Kind: String { case ext4, xfs, btrfs }

    /// Where it's mounted.
    let path: String
    let image: String

    /// Makes a sparse image, and mounts it.
    static func make(_ kind: Kind, image: String, megabytes: Int, at path: String) async throws -> Disk {
        guard FileManager.default.createFile(atPath: image, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        let handle = try FileHandle(forWritingTo: URL(filePath: image))
        try handle.truncate(atOffset: UInt64(megabytes) << 20)
        try handle.close()
        switch kind {
        case .ext4: try await tool("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=1,lazy_journal_init=1", image)
        case .xfs: try await tool("mkfs.xfs", "-q", "-f", "-m", "reflink=1", image)
        case .btrfs: try await tool("mkfs.btrfs", "-q", "-f", image)
        }
        return try await mount(image, at: path)
    }

    /// Mounts an existing image. Its journal is replayed.
    static func mount(_ image: String, at path: String) async throws -> Disk {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await tool("mount", "-o", "loop", image, path)
        return Disk(path: path, image: image)
    }

    func unmount() async throws { try await Self.tool("umount", path) }

    static func tool(_ name: String, _ arguments: String...) async throws {
        let ended = try await Ended.running(name, arguments, environment: ["LD_PRELOAD": nil])
        guard ended.isGood else { throw UnexpectedEnd(command: [name] + arguments, ended: ended) }
    }

    static func has(_ tool: String) async -> Bool {
        (try? await Ended.running("sh", ["-c", "command -v \(tool)"]))?.isGood == true
    }
}

extension Disk {
    private var ballast: String { path + "/ballast" }

    /// Leaves no free space. Existing files can grow only within blocks they already have.
    func fill() {
        let descriptor = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var size: off_t = 0
        var step: off_t = 1 << 30
        while step >= 4_096 {
            if posix_fallocate(descriptor, size, step) == 0 { size += step } else { step /= 2 }
        }
    }

    func free() { unlink(ballast) }
}
