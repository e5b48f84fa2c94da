/// What a screen shows at one moment.
package struct Frame: Hashable, Sendable {
    /// Parts of a line, each in its style.
    package typealias Line = [Piece]

    package struct Piece: Hashable, Sendable {
        package let text: String
        package let style: Style?

        package init(_ text: String, _ style: Style? = nil) {
            self.text = text
            self.style = style
        }
    }

    /// From the top; no longer and no more than there is room for.
    package let lines: [Line]
    /// Where the next letter goes; nil where none is wanted.
    package let cursor: (row: Int, column: Int)?

    package init(lines: [Line], cursor: (row: Int, column: Int)? = nil) {
        self.lines = lines
        self.cursor = cursor
    }

    /// Without styles.
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
