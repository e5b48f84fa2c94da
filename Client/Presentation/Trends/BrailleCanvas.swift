/// A dot drawing: each character has two columns of four dots.
///
/// Source: Unicode, Braille Patterns, U+2800.
struct BrailleCanvas {
    let columns: Int
    let rows: Int
    private var patterns: [UInt32]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        patterns = Array(repeating: 0, count: columns * rows)
    }

    var width: Int { columns * 2 }
    var height: Int { rows * 4 }

    /// Ignores dots outside the canvas.
    mutating func dot(_ x: Int, _ y: Int) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        patterns[y / 4 * columns + x / 2] |= Self.bits[y % 4][x % 2]
    }

    /// - Parameter isDotted: draws every third dot only.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), isDotted: Bool) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps where !isDotted || step % 3 == 0 {
            let part = Double(step) / Double(steps)
            dot(
                start.x + Int((Double(end.x - start.x) * part).rounded()), start.y + Int((Double(end.y - start.y) * part).rounded())
            )
        }
    }

    /// 0 if nothing is drawn.
    func pattern(column: Int, row: Int) -> UInt32 { patterns[row * columns + column] }

    static func character(_ pattern: UInt32) -> Character { Unicode.Scalar(0x2800 + pattern).map(Character.init) ?? " " }

    private static let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
