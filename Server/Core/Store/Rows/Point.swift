package import Models

/// Random octets given to the positions of one exchange: the same position reached a second time, after a server went back, has others.
package struct Point: FixedBytes {
    package static var byteCount: Int { 12 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// The point of position 0.
    package static let beginning = Point(validated: Bytes(repeating: 0, count: byteCount))
}
