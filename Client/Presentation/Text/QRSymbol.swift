import CQREncode

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
