import Models
import Wire

extension FixedBytes {
    static func repeating(_ octet: UInt8) -> Self { Self(validated: Bytes(repeating: octet, count: byteCount)) }
}

extension Instant {
    static let example = Instant(milliseconds: 1_800_000_000_000)
}

extension SyncResponse {
    static func empty(for request: SyncRequest) -> SyncResponse {
        SyncResponse(
            time: .example, outcomes: request.writes.map { _ in .applied }, changes: [], cursor: .repeating(3),
            furthest: .repeating(4), more: false)
    }
}

extension SessionResponse {
    static let example = SessionResponse(
        token: .repeating(5), expires: .example, time: .example, couple: .repeating(2), partner: .repeating(6))
}

extension BoxReadResponse {
    static let example = BoxReadResponse(kind: .kit, box: Blob([1, 2, 3]), log: [], time: .example)
}

extension SyncRequest {
    static let nothing = SyncRequest(cursor: nil, furthest: nil, offering: false, writes: [])

    static func boxes(_ count: Int) -> SyncRequest {
        let box = BoxWrite(locator: .repeating(7), kind: .kit, device: .repeating(8), box: Blob([9]))
        return SyncRequest(cursor: nil, furthest: nil, offering: false, writes: Array(repeating: .box(box), count: count))
    }
}

extension Record {
    /// Well-formed JSON, but its signature isn't valid.
    static let example = Record(
        header: RecordHeader(
            couple: .repeating(2), id: .repeating(10), visibility: .own, owner: .author, author: .repeating(6),
            stamp: Stamp(time: .example, counter: 0, device: .repeating(8)), key: .repeating(11), bodyHash: .repeating(12)),
        signature: .repeating(13), body: Blob([14]))
}
