import Foundation
import Support
import Testing

/// Writes the vectors and the example, when asked to and never otherwise: `make vectors`.
///
/// Then read the difference. What was once signed, derived or encrypted never changes its form: a vector that changed, rather than one
/// that came to them, means that clients which are out there no longer understand each other.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TWOFOLD_WRITE_VECTORS"] != nil))
struct VectorWriter {
    @Test func `vectors are written anew`() async throws {
        try await offThePool {
            for file in VectorFile.all { try file.write() }
            try Example().write(Example.blocks(of: VectorFile.evening.read()))
        }
    }
}
