/// The few movements on a terminal that two columns need (ECMA-48, as every terminal knows them).
enum Cursor {
    /// To the beginning of the line that many lines above.
    static func up(_ lines: Int) -> String { "\r\u{1B}[\(lines)A" }
    /// To a column of the line that it stands on; 1 is the first.
    static func column(_ number: Int) -> String { "\u{1B}[\(number)G" }
    /// From the cursor to the end of the screen.
    static let eraseBelow = "\u{1B}[J"
    /// The line that the cursor stands on, and back to its beginning.
    static let eraseLine = "\r\u{1B}[2K"
}
