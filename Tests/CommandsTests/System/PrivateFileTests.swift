import Commands
import Foundation
import Models
import Support
import Testing

@Suite struct PrivateFileTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `A file that is there is replaced, or not made again, as asked, and nothing lies about afterwards`() throws {
        let path = scratch.path("a")
        try PrivateFile.create(path, [1])
        #expect(throws: FileError(path: path, code: EEXIST)) { try PrivateFile.create(path, [2]) }
        #expect(try PrivateFile.read(path) == [1])
        try PrivateFile.replace(path, [3])
        #expect(try PrivateFile.read(path) == [3])
        #expect(try scratch.mode("a") == 0o600)
        #expect(try scratch.contents() == ["a"])
    }

    @Test func `What is missing is said to be so`() throws {
        let path = scratch.path("a/b")
        #expect(throws: FileError(path: path, code: ENOENT)) { try PrivateFile.read(path) }
        #expect(throws: FileError(path: path, code: ENOENT)) { try PrivateFile.replace(path, []) }
    }
}
