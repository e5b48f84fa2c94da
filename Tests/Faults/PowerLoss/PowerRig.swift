import Foundation
import ProgramSupport
import Support

/// A disk whose image can be cloned at one instant: what its file system hasn't handed to the device by then is missing from the
/// clone, as if the power had failed.
///
/// The image lies on a file system that shares blocks between files, and copies it atomically with respect to writes. What has
/// reached the device counts as kept, flushed or not: a drive that reorders writes in its own cache isn't simulated.
struct PowerRig: Sendable {
    let kind: Disk.Kind
    let disk: Disk
    private let backing: Disk
    private let scratch: ScratchFolder

    /// - Returns: `nil` if no file system here can clone.
    init?(in scratch: ScratchFolder) async throws {
        let kinds: [Disk.Kind] = [.xfs, .btrfs]
        var usable: Disk.Kind?
        for kind in kinds where usable == nil { usable = await Disk.has("mkfs.\(kind.rawValue)") ? kind : nil }
        guard let usable else { return nil }
        kind = usable
        self.scratch = scratch
        backing = try await Disk.make(usable, image: scratch.path("backing.img"), megabytes: 4_096, at: scratch.path("backing"))
        disk = try await Disk.make(.ext4, image: backing.path + "/disk.img", megabytes: 1_024, at: scratch.path("disk"))
    }

    /// The disk's contents if the power fails now, mounted as after the next start.
    func cut() async throws -> Disk {
        let image = backing.path + "/cut.img"
        try await Disk.tool("cp", "--reflink=always", disk.image, image)
        return try await Disk.mount(image, at: scratch.path("cut"))
    }

    func discard(_ after: Disk) async throws {
        try await after.unmount()
        try FileManager.default.removeItem(atPath: after.image)
    }

    func end() async throws {
        try await disk.unmount()
        try await backing.unmount()
    }
}
