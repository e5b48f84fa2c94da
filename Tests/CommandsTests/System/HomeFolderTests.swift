import Commands
import Foundation
import Machine
import Models
import Support
import Testing
import Vault

@Suite("The folder of a home")
struct HomeFolderTests {
    private let scratch: ScratchFolder
    private let home: HomeFolder
    private let random = RandomSource { Bytes(repeating: 7, count: $0) }

    init() throws {
        scratch = try ScratchFolder()
        home = HomeFolder(path: scratch.path("a/home"))
    }

    #if os(Linux)
    @Test(arguments: [
        (["TWOFOLD_HOME": "/x/y", "XDG_DATA_HOME": "/data", "HOME": "/home/ada"], "/x/y"),
        (["TWOFOLD_HOME": "/x/y/"], "/x/y"),
        (["TWOFOLD_HOME": "", "XDG_DATA_HOME": "/data", "HOME": "/home/ada"], "/data/twofold"),
        (["XDG_DATA_HOME": "relative", "HOME": "/home/ada"], "/home/ada/.local/share/twofold"),
        (["HOME": "/home/ada"], "/home/ada/.local/share/twofold"),
    ])
    func `a home is where the environment says, else in the usual place`(environment: [String: String], path: String) throws {
        #expect(try HomeFolder(environment: environment).path == path)
    }
    #endif

    @Test func `a relative place is meant from the current folder`() throws {
        let current = FileManager.default.currentDirectoryPath
        #expect(try HomeFolder(environment: ["TWOFOLD_HOME": "here"]).path == current + "/here")
    }

    @Test func `folders are made for their owner alone, those above too`() throws {
        try home.prepare()
        #expect(try scratch.mode("a") == 0o700)
        #expect(try scratch.mode("a/home") == 0o700)
        #expect(home.openToOthers().isEmpty)
        #expect(try !home.isInitialised)
    }

    @Test func `what others could read is taken from them`() throws {
        try home.prepare()
        _ = try home.makeStoreKey(random: random)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: home.keyFile)
        #expect(Set(home.openToOthers()) == [home.path, home.keyFile])
        try home.prepare()
        #expect(try scratch.mode("a/home") == 0o700)
        #expect(try scratch.mode("a/home/store.key") == 0o600)
        #expect(home.openToOthers().isEmpty)
    }

    @Test func `a file in the place of the folder is left alone`() throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.path("file")))
        let home = HomeFolder(path: scratch.path("file"))
        #expect(throws: HomeFolderError.notAFolder(path: home.path)) { try home.prepare() }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder away")) func `a folder of somebody else is refused`() throws {
        try home.prepare()
        try FileManager.default.setAttributes([.ownerAccountID: 12_345], ofItemAtPath: home.path)
        #expect(throws: HomeFolderError.foreignOwner(path: home.path)) { try home.prepare() }
    }

    /// No one can follow a link to itself, not even root, who isn't stopped by permissions.
    @Test func `what can't be looked at isn't taken for missing`() throws {
        let loop = HomeFolder(path: scratch.path("loop"))
        try FileManager.default.createSymbolicLink(atPath: loop.path, withDestinationPath: loop.path)
        #expect(throws: FileError(path: loop.database, code: ELOOP)) { try loop.isInitialised }
        #expect(throws: FileError(path: loop.lockFile, code: ELOOP)) { try loop.hasPassphrase }
        #expect(throws: FileError(path: loop.keyFile, code: ELOOP)) { try loop.storeKey() }
        #expect(throws: FileError(path: loop.formerFolder, code: ELOOP)) { try loop.formerNames() }
        #expect(throws: FileError(path: loop.drafts, code: ELOOP)) {
            try EditorSession(folder: loop.drafts, environment: [:]).leftovers()
        }
        try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.path("file")))
        let file = HomeFolder(path: scratch.path("file"))
        #expect(throws: HomeFolderError.notAFolder(path: file.path)) { try file.isInitialised }
    }

    @Test func `the key is made once, for its owner alone`() throws {
        try home.prepare()
        #expect(try home.storeKey() == nil)
        let key = try home.makeStoreKey(random: random)
        #expect(key.bytes == Bytes(repeating: 7, count: 32))
        #expect(try home.makeStoreKey(random: RandomSource { Bytes(repeating: 8, count: $0) }) == key)
        #expect(try home.storeKey() == key)
        #expect(try scratch.mode("a/home/store.key") == 0o600)
        #expect(try scratch.contents(of: "a/home") == ["store.key"])
    }

    @Test func `a database without its key gets no other`() throws {
        try home.prepare()
        try PrivateFile.create(home.database, [1])
        #expect(throws: HomeFolderError.keyMissing(path: home.keyFile)) { try home.storeKey() }
        #expect(throws: HomeFolderError.keyMissing(path: home.keyFile)) { try home.makeStoreKey(random: random) }
        #expect(try scratch.contents(of: "a/home") == ["twofold.sqlite"])
    }

    @Test(arguments: [0, 31, 33]) func `a damaged key is named and left alone`(count: Int) throws {
        try home.prepare()
        try PrivateFile.create(home.keyFile, Bytes(repeating: 1, count: count))
        #expect(throws: HomeFolderError.keyDamaged(path: home.keyFile)) { try home.makeStoreKey(random: random) }
        #expect(try PrivateFile.read(home.keyFile).count == count)
    }

    @Test func `a couple that was left is put away whole, and can be listed`() throws {
        for content: UInt8 in [1, 2] {
            try home.prepare()
            let key = try home.makeStoreKey(random: RandomSource { Bytes(repeating: content, count: $0) })
            try PrivateFile.replace(home.database, [content])
            try PrivateFile.replace(home.database + "-wal", [content, content])
            let name = try home.archive(as: "with Grace")
            #expect(name == (content == 1 ? "with-Grace" : "with-Grace-2"))
            #expect(try scratch.contents(of: "a/home") == ["former"])
            let former = try home.former(name)
            #expect(try PrivateFile.read(former.database) == [content])
            #expect(try PrivateFile.read(former.database + "-wal") == [content, content])
            #expect(try former.storeKey() == key)
        }
        #expect(try home.formerNames() == ["with-Grace", "with-Grace-2"])
        #expect(throws: HomeFolderError.noSuchFormer(name: "../..")) { try home.former("../..") }
    }

    @Test func `words that cannot be saved are kept in files of their own`() throws {
        try home.prepare()
        let paths = [try home.rescue(Bytes("one".utf8)), try home.rescue(Bytes("two".utf8))]
        #expect(try paths.map { try PrivateFile.read($0) } == [Bytes("one".utf8), Bytes("two".utf8)])
        #expect(try scratch.mode("a/home/rescued") == 0o700)
        #expect(try scratch.mode("a/home/rescued/words-1.txt") == 0o600)
    }
}
