/// A place in one partner's feed. The first change is at 1; 0 is the start, before any change.
package struct Position: Hashable, Comparable, Sendable {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package static let beginning = Position(0)

    package var next: Position { Position(value + 1) }

    package static func < (left: Position, right: Position) -> Bool { left.value < right.value }
}
