import Catalogue

/// A rating as a bar of block characters.
package enum Bar {
    /// - Parameters:
    ///   - value: `nil` if there is no rating.
    ///   - isFaint: draws the bar lightly, for a previous rating.
    package static func text(_ value: Int?, width: Int, isFaint: Bool = false) -> String {
        let eighths = (value ?? 0) * width * 8 / Rating.range.upperBound
        let whole = String(repeating: isFaint ? "░" : "█", count: eighths / 8)
        let rest = isFaint || eighths % 8 == 0 ? "" : parts[eighths % 8 - 1]
        return whole + rest + String(repeating: "·", count: width - whole.count - rest.count)
    }

    private static let parts = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
