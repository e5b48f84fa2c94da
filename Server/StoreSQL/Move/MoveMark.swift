package import Models

/// What a database notes of the move of its data to another place, so that no server serves it any more.
package struct MoveMark: Hashable, Sendable {
    /// 32 hexadecimal digits.
    package let id: String
    /// As its operator named it.
    package let place: String
    /// Whether the data has arrived. If not, a move was cut off at its end, and only the other database knows.
    package var isFinished: Bool

    package init(id: String, place: String, isFinished: Bool) {
        self.id = id
        self.place = place
        self.isFinished = isFinished
    }

    /// - Parameter random: returns that many random octets.
    package static func newID(random: (Int) -> Bytes) -> String {
        random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension MoveMark {
    package var octets: Bytes { Bytes("\(isFinished ? "finished" : "pending") \(id) \(place)".utf8) }

    /// - Returns: `nil` unless they are those of a mark.
    package init?(octets: Bytes) {
        let parts = String(decoding: octets, as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard parts.count == 3, ["finished", "pending"].contains(parts[0]) else { return nil }
        self.init(id: String(parts[1]), place: String(parts[2]), isFinished: parts[0] == "finished")
    }
}
