import Support

/// A disk for the server and one for the homes, so that they can be filled; none if nothing can be mounted.
struct SoakDisks: Sendable {
    let server: Disk?
    let homes: Disk?

    /// Mounts them as `server` and `homes` in that folder.
    init(in scratch: ScratchFolder) async throws {
        guard PrivateMounts.arePossible else {
            (server, homes) = (nil, nil)
            return
        }
        server = try await Disk.make(.ext4, image: scratch.path("server.img"), megabytes: 4_096, at: scratch.path("server"))
        homes = try await Disk.make(.ext4, image: scratch.path("homes.img"), megabytes: 2_048, at: scratch.path("homes"))
    }

    func unmount() async throws {
        try await server?.unmount()
        try await homes?.unmount()
    }
}
