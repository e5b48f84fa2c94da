import Foundation
import Support
import TestTraits
import Testing

/// Writes the vectors and the example, only when asked to: `make vectors`.
///
/// Then read the difference. Signed, derived or encrypted data never changes its form: if a vector changed, rather than was added,
/// existing clients no longer understand each other.
@Suite("Writes the test vectors", .enabled(if: ProcessInfo.processInfo.environment["TWOFOLD_WRITE_VECTORS"] != nil))
struct VectorWriter {
    @Test func `vectors are written anew`() throws {
        for file in VectorFile.all { try file.write() }
        try Example().write(Example.blocks(of: VectorFile.evening.read()))
    }
}
