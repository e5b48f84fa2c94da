import CQREncode

/// A QR code in half blocks, two modules to a character.
package enum QRText {
    /// Light modules around the symbol.
    package enum Margin: Int, CaseIterable {
        /// What readers may require (ISO/IEC 18004, 6.3.8).
        case full = 4
        /// What cameras can cope with, for when a line less keeps the whole code on screen.
        case narrow = 2
    }

    /// In columns.
    package static func side(_ symbol: QRSymbol, _ margin: Margin) -> Int { symbol.width + 2 * margin.rawValue }

    /// Dark on light, whatever the terminal's colours. Without colours, the blocks are the light modules, as on a dark terminal;
    /// readers accept the inverse too.
    package static func lines(_ symbol: QRSymbol, margin: Margin = .full, on page: OutputLayout) -> [String] {
        let sides = -margin.rawValue..<(symbol.width + margin.rawValue)
        return stride(from: sides.lowerBound, to: sides.upperBound, by: 2).map { row in
            let line = sides.map { column in
                block(
                    symbol.isDark(row, column) == page.isColoured, symbol.isDark(row + 1, column) == page.isColoured)
            }.joined()
            return page.isColoured ? blackOnWhite + line + "\u{1B}[0m" : line
        }
    }

    /// From the fixed colours, which no palette changes.
    private static let blackOnWhite = "\u{1B}[38;5;16;48;5;231m"

    private static func block(_ upper: Bool, _ lower: Bool) -> String {
        switch (upper, lower) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}

/// A QR code as a square of dark and light modules.
package struct QRSymbol: Hashable, Sendable {
    /// Modules along a side.
    package let width: Int
    private let modules: [UInt8]

    /// Makes the smallest symbol that holds `text`, in upper case: paper codes are case-insensitive, and upper case takes fewer
    /// modules. `nil` if the text is too long.
    package init?(_ text: String) {
        // A screen doesn't wear off, so the lowest error correction suffices and is smaller.
        guard let made = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 0) else { return nil }
        defer { QRcode_free(made) }
        width = Int(made.pointee.width)
        modules = Array(UnsafeBufferPointer(start: made.pointee.data, count: width * width))
    }

    /// Positions outside the symbol are light.
    package func isDark(_ row: Int, _ column: Int) -> Bool {
        let sides = 0..<width
        return sides.contains(row) && sides.contains(column) && modules[row * width + column] & 1 == 1
    }
}
