/// The terminal control sequences needed (ECMA-48, supported by every terminal).
package enum Cursor {
    /// To the start of the line `lines` above.
    package static func up(_ lines: Int) -> String { "\r\u{1B}[\(lines)A" }
    /// To a column of the current line; the first is 1.
    package static func column(_ number: Int) -> String { "\u{1B}[\(number)G" }
    /// From the cursor to the end of the screen.
    package static let eraseBelow = "\u{1B}[J"
    /// Erases the current line and returns to its start.
    package static let eraseLine = "\r\u{1B}[2K"
}
