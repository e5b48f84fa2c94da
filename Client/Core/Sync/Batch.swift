import Models
import Wire

/// Writes for one request, up to a number of octets and a count.
struct Batch {
    private(set) var writes: [Write] = []
    private(set) var origins: [PreparedSync.Origin] = []
    private var bytesLeft: Int
    private var writesLeft: Int

    init(bytes: Int, writes: Int) {
        bytesLeft = bytes
        writesLeft = writes
    }

    var isFull: Bool { bytesLeft <= 0 || writesLeft <= 0 }

    mutating func add(_ write: Write, _ origin: PreparedSync.Origin) {
        writes.append(write)
        origins.append(origin)
        bytesLeft -= write.approximateBytes
        writesLeft -= 1
    }
}

extension Write {
    fileprivate var approximateBytes: Int {
        switch self {
        case .record(let write): 1_000 + write.record.body.count * 4 / 3
        case .pair(let pair): 3_000 + (pair.mine.record.body.count + pair.theirs.record.body.count) * 4 / 3
        case .entry(let write):
            if case .remove(_, let standing) = write.entry.action { 1_000 + standing.count * 48 } else { 1_000 }
        case .grant(let grant): 1_000 + grant.sealed.count * 300
        case .opening, .box: 1_000
        }
    }
}
