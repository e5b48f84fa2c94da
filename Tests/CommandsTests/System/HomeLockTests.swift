import Commands
import Composition
import Foundation
import Machine
import Models
import Support
import Synchronization
import Testing
import Vault

/// What `twofold lock` does to a home's files. The passphrase cost is nearly zero here.
@Suite("A locked home's files")
struct HomeLockTests {
    private static let cost = PassphraseCost(rounds: 2, blockSize: 1, parallelism: 1)
    private let scratch: ScratchFolder
    private let home: HomeFolder
    private let former: HomeFolder
    private let keys: (home: SecretKey, former: SecretKey)
    private let random: RandomSource

    init() throws {
        let seeded = SeededRandom(seed: 5)
        random = RandomSource { seeded.bytes($0) }
        scratch = try ScratchFolder()
        home = HomeFolder(path: scratch.path("home"))
        try home.prepare()
        let formerKey = try home.makeStoreKey(random: random)
        try PrivateFile.replace(home.database, [1])
        former = try home.former(home.archive(as: "Ben"))
        keys = (try home.makeStoreKey(random: random), formerKey)
        try PrivateFile.replace(home.database, [2])
    }

    private func lock(_ passphrase: String = "open sesame") throws {
        try home.setPassphrase(passphrase, cost: Self.cost, random: random)
    }

    private func opened(_ place: HomeFolder, _ passphrase: String = "open sesame") throws -> SecretKey? {
        try home.storeKey(of: place) { try home.lockKey(passphrase) }
    }

    /// Where the bytes of a key are stored, in any file.
    private func holders(of key: SecretKey) -> [String] {
        (FileManager.default.subpaths(atPath: home.path) ?? []).filter { name in
            let data = FileManager.default.contents(atPath: home.path + "/" + name) ?? Data()
            return data.range(of: Data(key.bytes)) != nil
        }
    }

    @Test func `no key is left in clear, and the passphrase opens the home and what was left`() throws {
        #expect(holders(of: keys.home) == ["store.key"])
        try lock()
        #expect(holders(of: keys.home).isEmpty && holders(of: keys.former).isEmpty)
        #expect(try opened(home) == keys.home)
        #expect(try opened(former) == keys.former)
        #expect(throws: LockError.wrongPassphrase) { try opened(home, "open sesamy") }
        #expect(throws: LockError.passphraseExists) { try lock("another one") }
        for name in ["home/lock", "home/store.key.locked", "home/former/Ben/store.key.locked"] {
            #expect(try scratch.mode(name) == 0o600)
        }
    }

    @Test func `taken away, the passphrase leaves everything as it was`() throws {
        let before = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
        try lock()
        #expect(throws: LockError.wrongPassphrase) { try home.removePassphrase("open sesamy") }
        #expect(holders(of: keys.home).isEmpty)
        try home.removePassphrase("open sesame")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted() == before)
        #expect(try home.storeKey() == keys.home && former.storeKey() == keys.former)
        #expect(throws: LockError.noPassphrase) { try home.removePassphrase("open sesame") }
    }

    @Test func `another passphrase ends the one before, and the keys stay`() throws {
        try lock()
        #expect(throws: LockError.wrongPassphrase) {
            try home.changePassphrase("open sesamy", to: "another one", cost: Self.cost, random: random)
        }
        try home.changePassphrase("open sesame", to: "another one", cost: Self.cost, random: random)
        #expect(throws: LockError.wrongPassphrase) { try opened(home) }
        #expect(try opened(home, "another one") == keys.home)
    }

    /// In the order of the writes: encrypted keys, the lock, then deleting the unencrypted keys.
    @Test(arguments: 0..<5) func `cut short anywhere, locking leaves a home that opens, and is ended later`(step: Int) throws {
        let clear = try (PrivateFile.read(home.keyFile), PrivateFile.read(former.keyFile))
        try lock()
        // Backwards from the end to the state after that many steps.
        if step < 5 { try PrivateFile.create(former.keyFile, clear.1) }
        if step < 4 { try PrivateFile.create(home.keyFile, clear.0) }
        if step < 3 { try PrivateFile.remove(home.lockFile) }
        if step < 2 { try PrivateFile.remove(former.sealedKeyFile) }
        if step < 1 { try PrivateFile.remove(home.sealedKeyFile) }
        #expect(try opened(home) == keys.home)
        #expect(try opened(former) == keys.former)
        try home.finishLocking()
        #expect(holders(of: keys.home).isEmpty == (step >= 3))
        if step < 3 { try lock() }
        #expect(holders(of: keys.home).isEmpty && holders(of: keys.former).isEmpty)
        #expect(try opened(home) == keys.home && opened(former) == keys.former)
    }

    @Test func `cut short anywhere, taking it away leaves a home that opens`() throws {
        try lock()
        // The keys are unencrypted again, and the lock still counts.
        try PrivateFile.create(home.keyFile, keys.home.bytes)
        try PrivateFile.create(former.keyFile, [])
        #expect(try opened(home) == keys.home && opened(former) == keys.former)
        try home.finishLocking()
        #expect(holders(of: keys.home).isEmpty)
        // The lock is gone, but the encrypted keys aren't.
        let sealed = try PrivateFile.read(home.sealedKeyFile)
        try home.removePassphrase("open sesame")
        try PrivateFile.create(home.sealedKeyFile, sealed)
        #expect(try opened(home) == keys.home)
        try lock("another one")
        #expect(try opened(home, "another one") == keys.home)
    }

    @Test func `a key that was on its way when something ended early goes as well`() throws {
        try lock()
        try PrivateFile.create(home.path + "/.17-4711.new", keys.home.bytes)
        // The lock itself, already in its place while its first name still exists.
        #expect(link(home.lockFile, home.path + "/.17-4712.new") == 0)
        try home.finishLocking()
        #expect(holders(of: keys.home).isEmpty)
        #expect(try !scratch.contents(of: "home").contains { $0.hasSuffix(".new") })
        #expect(try opened(home) == keys.home)
    }

    @Test func `a key in clear without its sealed form is not taken away`() throws {
        try lock()
        try PrivateFile.remove(home.sealedKeyFile)
        try PrivateFile.create(home.keyFile, keys.home.bytes)
        try home.finishLocking()
        #expect(try opened(home) == keys.home)
    }

    @Test func `what a couple's putting away left, cut short, is locked as well, and in nobody's way`() throws {
        for (name, hasKey) in [(".Carl.partial", true), (".Dan.partial", false)] {
            let partial = HomeFolder(path: home.formerFolder + "/" + name)
            try PrivateFile.makeFolder(partial.path)
            #expect(link(home.database, partial.database) == 0)
            if hasKey { #expect(link(home.keyFile, partial.keyFile) == 0) }
        }
        try lock()
        #expect(holders(of: keys.home).isEmpty)
        #expect(try opened(home) == keys.home)
    }

    @Test func `a couple that begins where another was left has its key locked from the first`() throws {
        try lock()
        _ = try home.archive(as: "Carl")
        let lockKey = try home.lockKey("open sesame")
        let key = try home.makeStoreKey(random: random) { lockKey }
        #expect(holders(of: key).isEmpty)
        #expect(try opened(home) == key)
        #expect(try opened(home.former("Carl")) == keys.home)
        #expect(try home.makeStoreKey(random: random) { lockKey } == key)
    }

    @Test func `a file that is no lock, or one of a newer version, is named and left alone`() throws {
        try lock()
        let good = try PrivateFile.read(home.lockFile)
        for bad in [[], Bytes("{}".utf8), Bytes(good.dropLast(9)), Bytes(repeating: 0x20, count: 5000) + good] {
            try PrivateFile.replace(home.lockFile, bad)
            #expect(throws: LockError.damaged(path: home.lockFile)) { try opened(home) }
            #expect(try PrivateFile.read(home.lockFile) == bad)
        }
        try PrivateFile.replace(home.lockFile, Bytes(#"{"version":2}"#.utf8))
        #expect(throws: LockError.newer) { try opened(home) }
        let greedy = String(decoding: good, as: UTF8.self).replacingOccurrences(of: #""rounds":2"#, with: #""rounds":1073741824"#)
        try PrivateFile.replace(home.lockFile, Bytes(greedy.utf8))
        #expect(throws: LockError.damaged(path: home.lockFile)) { try opened(home) }
    }

    @Test func `words that lie in files are put away, and come back as they were`() throws {
        try lock()
        let words = "Half a sentence"
        let left = home.drafts + "/founding%2ffirst-word"
        try PrivateFile.makeFolder(left + "/deeper")
        let files = [left + "/words.txt", left + "/.words.txt.swp", left + "/deeper/a", try home.rescue(Bytes(words.utf8))]
        for file in files.dropLast() { try PrivateFile.create(file, Bytes(words.utf8)) }
        let closing = try home.lock().closing
        #expect(try EditorFiles(of: home).putAway(closing))
        for file in files { #expect(try !PrivateFile.exists(file)) }
        #expect(holding(words).isEmpty)
        #expect(try EditorFiles(of: home).putAway(closing))
        try EditorFiles(of: home).bringBack(home.lockKey("open sesame"))
        for file in files { #expect(try PrivateFile.read(file) == Bytes(words.utf8)) }
        #expect(holding(words).count == 4)
    }

    @Test func `of many who put the same words away, none finds them in use, and there is one copy`() throws {
        try lock()
        let closing = try home.lock().closing
        for round in 1...20 {
            let left = home.drafts + "/\(round)"
            try PrivateFile.makeFolder(left)
            try PrivateFile.create(left + "/words.txt", Bytes("Half a sentence".utf8))
            let results = Results()
            let home = home
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                results.add((try? EditorFiles(of: home).putAway(closing)) == true)
            }
            #expect(results.all == Array(repeating: true, count: 6))
            #expect(try scratch.contents(of: "home/drafts/\(round)") == ["words.txt.locked"])
        }
    }

    @Test func `what an editor has open stays where it is`() throws {
        try lock()
        let left = home.drafts + "/open"
        try PrivateFile.makeFolder(left)
        try PrivateFile.create(left + "/words.txt", [1])
        let folder = open(left, O_RDONLY)
        #expect(flock(folder, LOCK_SH) == 0)
        #expect(try !EditorFiles(of: home).putAway(home.lock().closing))
        #expect(try PrivateFile.read(left + "/words.txt") == [1])
        close(folder)
        #expect(try EditorFiles(of: home).putAway(home.lock().closing))
        #expect(try !PrivateFile.exists(left + "/words.txt"))
    }

    @Test func `what was put away does not take the place of newer words`() throws {
        try lock()
        let path = try home.rescue(Bytes("earlier".utf8))
        _ = try EditorFiles(of: home).putAway(home.lock().closing)
        #expect(try home.rescue(Bytes("another".utf8)).hasSuffix("/words-2.txt"))
        try PrivateFile.create(path, Bytes("later".utf8))
        _ = try EditorFiles(of: home).putAway(home.lock().closing)
        try EditorFiles(of: home).bringBack(home.lockKey("open sesame"))
        #expect(try Set(scratch.contents(of: "home/rescued")) == ["words-1.txt", "words-1.txt~2", "words-2.txt"])
        #expect(holding("earlier").count == 1 && holding("later").count == 1)
    }

    @Test func `words that are rescued into a locked home are where it says, and all come back`() throws {
        try lock()
        let system = SystemLock(folder: home, environment: [:], cost: Self.cost)
        let homes = SystemHomes(folder: home, editor: EditorSession(folder: home.drafts, environment: [:]), lock: system)
        let paths = try ["one", "two"].map { try homes.rescue(Bytes($0.utf8)) }
        homes.settle()
        for path in paths { #expect(try PrivateFile.exists(path)) }
        try EditorFiles(of: home).bringBack(home.lockKey("open sesame"))
        let names = try scratch.contents(of: "home/rescued").sorted()
        #expect(names == ["words-1.txt", "words-2.txt"])
        #expect(try names.map { try PrivateFile.read(home.rescued + "/" + $0) } == ["one", "two"].map { Bytes($0.utf8) })
    }

    @Test func `an empty database beside a key isn't a home that was never set up`() throws {
        try PrivateFile.replace(home.database, [])
        let homes = SystemHomes(
            folder: home, editor: EditorSession(folder: home.drafts, environment: [:]),
            lock: SystemLock(folder: home, environment: [:], cost: Self.cost))
        #expect(throws: HomeFolderError.emptied(path: home.database)) { _ = try homes.open() }
    }

    private func holding(_ words: String) -> [String] {
        (FileManager.default.subpaths(atPath: home.path) ?? []).filter { name in
            (FileManager.default.contents(atPath: home.path + "/" + name) ?? Data()).range(of: Data(words.utf8)) != nil
        }
    }
}

/// Filled by several threads at once.
private final class Results: Sendable {
    private let values = Mutex<[Bool]>([])

    var all: [Bool] { values.withLock { $0 } }
    func add(_ value: Bool) { values.withLock { $0.append(value) } }
}
