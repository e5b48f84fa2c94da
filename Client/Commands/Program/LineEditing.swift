import Machine
import Presentation

/// A line being typed.
package struct LineEditing: Hashable, Sendable {
    private(set) var before: String
    private(set) var after = ""

    package init(_ text: String = "") { before = text }

    package var text: String { before + after }

    func pressing(_ key: Key) -> LineEditing {
        var line = self
        line.press(key)
        return line
    }

    /// Ignores keys that have no meaning in a line.
    mutating func press(_ key: Key) {
        switch key {
        case .typed(let scalar): insert(scalar)
        // A paste may contain several lines.
        case .enter, .tab: insert(" ")
        case .backspace: if !before.isEmpty { before.removeLast() }
        case .delete, .control("d"): if !after.isEmpty { after.removeFirst() }
        case .left, .control("b"): if let character = before.popLast() { after.insert(character, at: after.startIndex) }
        case .right, .control("f"): if !after.isEmpty { before.append(after.removeFirst()) }
        case .home, .control("a"): (before, after) = ("", text)
        case .end, .control("e"): (before, after) = (text, "")
        case .control("u"): before = ""
        case .control("k"): after = ""
        case .control("w"): eraseWord()
        default: break
        }
    }

    private mutating func insert(_ scalar: Unicode.Scalar) {
        // Rejects characters that could control a terminal or reorder the text.
        guard SafeText.block(String(scalar)) == String(scalar) else { return }
        before.unicodeScalars.append(scalar)
    }

    private mutating func eraseWord() {
        while before.last?.isWhitespace == true { before.removeLast() }
        while let last = before.last, !last.isWhitespace { before.removeLast() }
    }

    /// The part around the cursor that fits, and the cursor's column in it.
    package func window(width: Int) -> (text: String, cursor: Int) {
        var shown = ""
        var cursor = 0
        for character in before.reversed() {
            let extent = DisplayWidth.of(character)
            guard cursor + extent < width else { break }
            shown.insert(character, at: shown.startIndex)
            cursor += extent
        }
        var columns = cursor
        for character in after {
            columns += DisplayWidth.of(character)
            guard columns < width else { break }
            shown.append(character)
        }
        return (shown, cursor)
    }
}
