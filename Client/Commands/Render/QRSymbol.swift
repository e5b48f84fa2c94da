import CQREncode

/// A QR code as a square of modules, dark and light.
package struct QRSymbol: Hashable, Sendable {
    /// Modules along a side.
    package let width: Int
    private let modules: [UInt8]

    /// The smallest one that holds `text`, small letters as capitals: codes on paper say the same in both, and take fewer modules so.
    /// Nil where the text is too long for any.
    package init?(_ text: String) {
        // A screen wears off nowhere: the lowest correction reads as well, and is smaller.
        guard let made = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 0) else { return nil }
        defer { QRcode_free(made) }
        width = Int(made.pointee.width)
        modules = Array(UnsafeBufferPointer(start: made.pointee.data, count: width * width))
    }

    /// All around it is light.
    package func isDark(_ row: Int, _ column: Int) -> Bool {
        let sides = 0..<width
        return sides.contains(row) && sides.contains(column) && modules[row * width + column] & 1 == 1
    }
}
