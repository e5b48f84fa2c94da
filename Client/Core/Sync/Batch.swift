import Models
import Wire

/// Writes for one request, up to a number of octets and a count, in their order: where one finds no room, none after it does.
struct Batch {
    private(set) var writes: [Write] = []
    private(set) var origins: [PreparedSync.Origin] = []
    private var isClosed = false
    private var bytesLeft: Int
    private var writesLeft: Int
    /// An opening is smaller than this.
    private static let small = 1_000

    /// - Parameter bytes: of all writes as JSON. One that is larger by itself goes alone.
    init(bytes: Int, writes: Int) {
        bytesLeft = bytes
        writesLeft = writes
    }

    /// Whether there is no room for another write, however small.
    var isFull: Bool { isClosed || writesLeft <= 0 || !writes.isEmpty && bytesLeft < Self.small }

    mutating func add(_ write: Write, _ origin: PreparedSync.Origin) {
        guard !isClosed else { return }
        let size = write.encodedSize
        guard writes.isEmpty || writesLeft > 0 && size <= bytesLeft else {
            isClosed = true
            return
        }
        writes.append(write)
        origins.append(origin)
        bytesLeft -= size
        writesLeft -= 1
    }
}
