/// The terminal control sequences needed (ECMA-48, supported by every terminal).
enum Cursor {
    /// To the start of the line `lines` above.
    static func up(_ lines: Int) -> String { "\r\u{1B}[\(lines)A" }
    /// To a column of the current line; the first is 1.
    static func column(_ number: Int) -> String { "\u{1B}[\(number)G" }
    /// From the cursor to the end of the screen.
    static let eraseBelow = "\u{1B}[J"
    /// Erases the current line and returns to its start.
    static let eraseLine = "\r\u{1B}[2K"
}
