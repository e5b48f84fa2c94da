import Models
import Wire

/// The writes of one request, limited in bytes and count. Order is preserved: once a write doesn't fit, no later one is added.
struct Batch {
    private(set) var writes: [Write] = []
    private(set) var origins: [PreparedSync.Origin] = []
    private var isClosed = false
    private var bytesLeft: Int
    private var writesLeft: Int
    /// An opening is smaller than this.
    private static let small = 1_000

    /// - Parameter bytes: the limit for all writes as JSON. A write that exceeds it goes alone.
    init(bytes: Int, writes: Int) {
        bytesLeft = bytes
        writesLeft = writes
    }

    /// Whether there's no room for another write, however small.
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
