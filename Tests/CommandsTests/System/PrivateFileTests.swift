import Commands
import Foundation
import Machine
import Models
import Support
import Testing

@Suite("Private files")
struct PrivateFileTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `a file that is there is replaced, or not made again, as asked, and nothing lies about afterwards`() throws {
        let path = scratch.path("a")
        try PrivateFile.create(path, [1])
        #expect(throws: FileError(path: path, code: EEXIST)) { try PrivateFile.create(path, [2]) }
        #expect(try PrivateFile.read(path) == [1])
        try PrivateFile.replace(path, [3])
        #expect(try PrivateFile.read(path) == [3])
        #expect(try scratch.mode("a") == 0o600)
        #expect(try scratch.contents() == ["a"])
    }

    @Test func `a folder is made with what is missing above it, and where none can be made, that is an error`() throws {
        try PrivateFile.makeFolder(scratch.path("a/b/c"))
        try PrivateFile.makeFolder(scratch.path("a/b/c"))
        #expect(try scratch.mode("a/b/c") == 0o700)
        try PrivateFile.create(scratch.path("file"), [1])
        for path in [scratch.path("file/a"), scratch.path("file/a/b"), "/dev/fd/none/a"] {
            #expect(throws: FileError.self, "\(path)") { try PrivateFile.makeFolder(path) }
        }
    }

    @Test func `what is no file is written into, and stays what it is`() throws {
        let path = scratch.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try PrivateFile.write(path, [1, 2])
        var octets: [UInt8] = [0, 0, 0]
        #expect(read(reader, &octets, 3) == 2 && octets == [1, 2, 0])
        let file = scratch.path("file")
        try PrivateFile.write(file, [3])
        #expect(try PrivateFile.read(file) == [3])
    }

    @Test func `a link stays one, and its target is written, private and whole`() throws {
        let (file, link, far) = (scratch.path("file"), scratch.path("link"), scratch.path("far"))
        try PrivateFile.create(file, [1])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(symlink("file", link) == 0 && symlink(link, far) == 0)
        try PrivateFile.write(far, [2])
        #expect(try PrivateFile.read(file) == [2])
        #expect(try scratch.mode("file") == 0o600)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: far) == link)
        #expect(try scratch.contents() == ["far", "file", "link"])
    }

    @Test func `a link to nothing yet makes what it names, and one that leads in a circle is refused`() throws {
        #expect(symlink("new", scratch.path("link")) == 0 && symlink("round", scratch.path("round")) == 0)
        try PrivateFile.write(scratch.path("link"), [1])
        #expect(try PrivateFile.read(scratch.path("new")) == [1])
        #expect(throws: FileError(path: scratch.path("round"), code: ELOOP)) { try PrivateFile.write(scratch.path("round"), [1]) }
    }

    @Test func `what is erased under one name stays whole under another`() throws {
        let (one, other) = (scratch.path("one"), scratch.path("other"))
        try PrivateFile.create(one, [1, 2, 3])
        #expect(link(one, other) == 0)
        try PrivateFile.erase(one)
        #expect(try PrivateFile.read(other) == [1, 2, 3])
        let open = try FileHandle(forReadingFrom: URL(fileURLWithPath: other))
        try PrivateFile.erase(other)
        #expect(try open.readToEnd() == Data([0, 0, 0]))
        #expect(try scratch.contents().isEmpty)
    }

    @Test func `what is missing is said to be so`() throws {
        let path = scratch.path("a/b")
        #expect(throws: FileError(path: path, code: ENOENT)) { try PrivateFile.read(path) }
        #expect(throws: FileError(path: path, code: ENOENT)) { try PrivateFile.replace(path, []) }
    }
}
