/// What a screen shows at one moment.
package struct Frame: Hashable, Sendable {
    /// The styled pieces of a line.
    package typealias Line = [Piece]

    package struct Piece: Hashable, Sendable {
        package let text: String
        package let style: Style?

        package init(_ text: String, _ style: Style? = nil) {
            self.text = text
            self.style = style
        }
    }

    /// From the top; never more or longer than fits.
    package let lines: [Line]
    /// The position of the cursor; `nil` hides it.
    package let cursor: (row: Int, column: Int)?

    package init(lines: [Line], cursor: (row: Int, column: Int)? = nil) {
        self.lines = lines
        self.cursor = cursor
    }

    /// The text without styles.
    package var text: String {
        lines.map { line in
            var text = line.map(\.text).joined()[...]
            while text.last == " " { text.removeLast() }
            return String(text)
        }.joined(separator: "\n")
    }

    package static func == (left: Frame, right: Frame) -> Bool {
        left.lines == right.lines && left.cursor?.row == right.cursor?.row && left.cursor?.column == right.cursor?.column
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(lines)
        hasher.combine(cursor?.row)
        hasher.combine(cursor?.column)
    }
}
