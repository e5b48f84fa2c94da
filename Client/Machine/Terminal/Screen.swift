/// Something that takes over the whole terminal for a while: keys in, lines out. Independent of the terminal itself.
package protocol Screen {
    /// Whether to give the terminal back.
    var isDone: Bool { get }

    mutating func press(_ key: Key)

    /// What to show on a terminal of this size, however small.
    func frame(columns: Int, rows: Int) -> Frame
}

/// Why a screen gave the terminal back.
package enum ScreenEnd: Hashable, Sendable {
    case done
    /// A signal asks the process to end; it hasn't ended yet.
    case interrupted(by: Int32)
}

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

/// How text looks if colours are enabled, by the parameter of ECMA-48's `SGR`. Nothing relies on colour alone.
package enum Style: String, Sendable {
    case strong = "1"
    case quiet = "2"
    case mine = "36"
    case theirs = "35"
    case good = "32"
    case warning = "33"
}

/// A key press, as screens interpret it.
package enum Key: Hashable, Sendable {
    /// One scalar of typed text.
    case typed(Unicode.Scalar)
    /// Ctrl with a letter, given in lower case.
    case control(Unicode.Scalar)
    case up
    case down
    case left
    case right
    case home
    case end
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    /// What follows until the paste ends wasn't typed key by key.
    case pasteBegins
    case pasteEnds
}

/// The result of waiting for a key.
package enum KeyPress: Hashable, Sendable {
    /// The first byte that the key sends.
    case pressed(UInt8)
    case timedOut
    /// The process was suspended and continues: show the prompt for the key again.
    case resumed
    /// No key can be pressed: the input has ended.
    case ended
}
