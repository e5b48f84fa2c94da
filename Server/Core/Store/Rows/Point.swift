package import Models

/// Random octets shared by the positions of one request. If a position is reached again after a server rollback, its point differs.
package struct Point: FixedBytes {
    package static var byteCount: Int { 12 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// The point of position 0.
    package static let beginning = Point(validated: Bytes(repeating: 0, count: byteCount))
}
