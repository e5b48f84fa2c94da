import Support
import TestTraits
import Testing

/// The code still produces the stored vectors. The other suites in this folder test that it also accepts them, and
/// docs/protocol/vectors/check.py tests that the chapters suffice to check them.
@Suite("Vectors as files", .onOwnThreads)
struct VectorTests {
    @Test func `every file has its vectors, and all vectors their file`() throws {
        let names = VectorFile.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(try VectorFolder.names() == Set(names))
    }

    @Test(arguments: VectorFile.all) func `the code makes what is written down`(_ file: VectorFile) throws {
        let made = try file.made()
        let read = try file.read()
        // The expectation doesn't compare whole documents: a difference would print megabytes.
        #expect(made.firstDifference(from: read) == nil)
    }

    @Test func `the example shows the messages as they were sent`() throws {
        let shown = try Example().blocks
        let sent = try Example.blocks(of: VectorFile.evening.read())
        #expect(shown.count == sent.count)
        for (shown, sent) in zip(shown, sent) { #expect(shown == sent) }
        #expect(try Example().shows(VectorFile.evening.read()("Ada")("document").string))
    }
}
