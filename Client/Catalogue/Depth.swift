/// How personal a prompt is.
package enum Depth: Int, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case light = 1
    case middle = 2
    case deep = 3

    package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
}
