/// Padded lengths that leak at most O(log log n) bits of the real length n.
///
/// Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019, section 4.
package enum Padme {
    /// The length to pad `length` octets to. At least 256, so that short answers look alike.
    package static func paddedLength(_ length: Int) -> Int {
        guard length > 256 else { return 256 }
        let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
        let significant = Int.bitWidth - exponent.leadingZeroBitCount
        let mask = (1 << (exponent - significant)) - 1
        return (length + mask) & ~mask
    }
}
