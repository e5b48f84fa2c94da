import Foundation
import Testing

/// Writes golden files, when asked to and never otherwise:
///
///     TWOFOLD_WRITE_GOLDEN=1 swift test --filter GoldenWriter
///
/// Then read the difference. A file that changed means that documents of older versions may no longer be read: fields are only
/// ever added, so what was there must stand in the new file as it stood in the old one.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TWOFOLD_WRITE_GOLDEN"] != nil))
struct GoldenWriter {
    @Test func `golden files are written anew`() throws {
        for file in try Golden.files() {
            try file.laidOut().write(to: GoldenFolder.source.appending(path: "\(file.name).json"))
        }
    }
}
