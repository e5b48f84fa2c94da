import Foundation
import Testing

/// Writes golden files, only when asked to:
///
///     TWOFOLD_WRITE_GOLDEN=1 swift test --filter GoldenWriter
///
/// Then read the difference. If a file changed, documents of older versions may no longer be readable: fields are only ever added,
/// so everything in the old file must be in the new one unchanged.
@Suite("Writes the golden documents", .enabled(if: ProcessInfo.processInfo.environment["TWOFOLD_WRITE_GOLDEN"] != nil))
struct GoldenWriter {
    @Test func `golden files are written anew`() throws {
        for file in try Golden.files() {
            try file.laidOut().write(to: GoldenFolder.source.appending(path: "\(file.name).json"))
        }
    }
}
