import Catalogue
import Commands
import Foundation
import Machine
import Models
import Support
import Testing

/// Serialized: a session changes this process's signal handling.
@Suite("A session in an editor", .serialized)
struct EditorSessionTests {
    let scratch: ScratchFolder
    let prompt = "founding/first-word #1"

    init() throws { scratch = try ScratchFolder() }

    /// An editor that runs a shell script with the file as `$1`.
    func session(_ script: String) throws -> EditorSession {
        try PrivateFile.replace(scratch.path("editor.sh"), Bytes(script.utf8))
        return EditorSession(
            folder: scratch.path("drafts"),
            environment: ["PATH": "/usr/bin:/bin", "EDITOR": "sh -e '\(scratch.path("editor.sh"))'", "VISUAL": " "])
    }

    func edit(_ session: EditorSession, text: String = "", save: (String) throws -> Bool = { _ in false }) throws -> String {
        try session.edit(prompt, heading: "Which word?\nAny will do, of course.", text: text, save: save)
    }

    func left(_ session: EditorSession) throws -> [EditorLeftover.State] { try session.leftovers().map(\.state) }

    @Test func `the words come first and back without the question`() throws {
        let seen = scratch.path("seen")
        let session = try session("cp \"$1\" \(seen); printf 'Tea,\\n# and cake.\\n\\n' >> \"$1\"")
        #expect(try edit(session, text: "Mine:") == "Mine:\nTea,\n# and cake.")
        let shown = String(decoding: try PrivateFile.read(seen), as: UTF8.self)
        #expect(shown.hasPrefix("Mine:\n\n# ---------------- 8<"))
        #expect(shown.contains("\n# Which word?\n# Any will do, of course.\n"))
        #expect(shown.hasSuffix(">8 ----------------\n"))
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }

    @Test(arguments: [
        ("vim: set readonly fileencoding=utf-16le:", "vim : set readonly"), ("Why? ex:set ro:", "ex :set ro"),
        ("VI>700:ro", "VI>700 :ro"),
        ("-*- mode: hexl -*-", "- * - mode: hexl - * -"), ("Local Variables:", "Local Variables :"),
        ("Which vim: tea?", "vim : tea?"),
    ])
    func `a question gives an editor no orders, and is taken off all the same`(question: String, shown: String) throws {
        let seen = scratch.path("seen")
        let session = try session("cp \"$1\" \(seen); printf '%s\\nTea.\\n' \"$(cat \"$1\")\" > \"$1\"")
        #expect(try session.edit("founding/first-word", heading: question, text: "", save: { _ in true }) == "Tea.")
        let file = String(decoding: try PrivateFile.read(seen), as: UTF8.self)
        #expect(file.contains(shown))
        #expect(!file.contains(question))
    }

    @Test func `the file is for its owner alone, and there until the words are saved`() throws {
        let session = try session("printf words >> \"$1\"; cp \"$1\" \"$1~\"")
        var meanwhile: [EditorLeftover.State] = []
        #expect(try edit(session) == "words")
        #expect(try scratch.mode("drafts") == 0o700)
        let path = session.path(prompt)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try session.leftovers() == [EditorLeftover(session: prompt, path: path, state: .words("words"))])
        let saved = try edit(session) { _ in
            meanwhile = try left(session)
            return try PrivateFile.exists(path)
        }
        // A session still in progress hasn't left anything behind yet.
        #expect(saved == "words\nwords" && meanwhile.isEmpty)
        #expect(try session.leftovers().isEmpty)
        #expect(try scratch.contents(of: "drafts").isEmpty)
    }

    @Test func `after a crash of the editor its words are where the next session begins`() throws {
        let crashing = try session("printf 'half a sentence' >> \"$1\"; kill -KILL $$")
        #expect(throws: EditorError.self) { try edit(crashing) }
        #expect(try left(crashing) == [.words("half a sentence")])
        let next = try session("printf ', and the rest' >> \"$1\"")
        #expect(try edit(next, text: "an older draft") == "half a sentence\n, and the rest")
    }

    @Test func `what an editor saved beside its file when it was ended is where the next session begins`() throws {
        // As nano does when its terminal disappears, with and without previously saved text.
        let ended = try session("{ echo 'half a thought'; cat \"$1\"; } > \"$1.save\"; kill -TERM $$")
        #expect(throws: EditorError.self) { try edit(ended, text: "a draft") }
        #expect(try left(ended) == [.words("half a thought\na draft")])
        let next = try session("true")
        #expect(try edit(next, text: "a draft") { _ in true } == "half a thought\na draft")
        #expect(try scratch.contents(of: "drafts").isEmpty)
    }

    @Test func `what only an ended editor can read stays until it is removed, and is named`() throws {
        let ended = try session("printf 'b0VIM\\000half a thought' > \"$(dirname \"$1\")/.words.txt.swp\"; kill -KILL $$")
        #expect(throws: EditorError.self) { try edit(ended) }
        #expect(try left(ended) == [.editorsOwn])
        let next = try session("printf 'anew' >> \"$1\"; printf '\\000' > \"$1.own\"")
        #expect(try edit(next) { _ in true } == "anew")
        let folder = try #require(try scratch.contents(of: "drafts").first)
        #expect(try scratch.contents(of: "drafts/" + folder) == [".words.txt.swp"])
    }

    @Test func `an editor that gives up without a word leaves nothing`() throws {
        let session = try session("exit 3")
        #expect {
            try edit(session, text: "a draft that is saved")
        } throws: { error in
            if case .failed(_, status: 3) = error as? EditorError { true } else { false }
        }
        #expect(try session.leftovers().isEmpty)
        #expect(try scratch.contents(of: "drafts").isEmpty)
    }

    @Test(arguments: ["rm \"$1\"", "rm -r \"$(dirname \"$1\")\""]) func `an editor that removed its file wrote no words`(
        script: String
    ) throws {
        let session = try session(script)
        #expect(try edit(session, text: "A draft that is saved.") == "")
        #expect(try session.leftovers().isEmpty)
        #expect(try scratch.contents(of: "drafts").isEmpty)
    }

    /// A program of that name on the path.
    private func windowed(_ command: String, _ script: String = "true") throws -> EditorSession {
        let program = scratch.path(String(command.prefix { $0 != " " }))
        try PrivateFile.replace(program, Bytes("#!/bin/sh -e\n\(script)\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        return EditorSession(
            folder: scratch.path("drafts"), environment: ["PATH": "\(scratch.path):/usr/bin:/bin", "EDITOR": command])
    }

    @Test(arguments: [
        ("code", "code --wait"), ("subl -n", "subl --wait -n"), ("atom", "atom --wait"), ("zed", "zed --wait"),
        ("gedit", "gedit --wait"), ("kate", "kate --block"), ("gvim", "gvim --nofork"),
    ])
    func `an editor that returns at once is told how to wait, and what is saved in its window later is where the next begins`(
        command: String, waiting: String
    ) throws {
        let session = try windowed(command)
        #expect(throws: EditorError.returnedAtOnce(command: command, waiting: waiting)) { try edit(session) }
        // The window is still open, and saves.
        try PrivateFile.replace(session.path(prompt), Bytes("from the window".utf8))
        let next = try self.session("printf ', and more' >> \"$1\"")
        #expect(try edit(next) == "from the window\n, and more")
    }

    @Test(arguments: ["code --wait", "code -w", "subl -n -w", "gvim -f", "nano", "codex"])
    func `an editor that waited wrote no words if nothing came of it`(command: String) throws {
        #expect(try edit(try windowed(command)) == "")
    }

    @Test func `an editor that has written is not asked how`() throws {
        #expect(try edit(try windowed("code", "printf words > \"$1\"")) == "words")
    }

    @Test func `an editor that is not there is named`() throws {
        let session = EditorSession(
            folder: scratch.path("drafts"), environment: ["PATH": "/usr/bin:/bin", "VISUAL": "no-such-editor-here --wait"])
        #expect(throws: EditorError.notFound(command: "no-such-editor-here --wait")) { try edit(session) }
        let none = EditorSession(folder: scratch.path("drafts"), environment: ["PATH": scratch.path])
        #expect(throws: EditorError.noneFound) { try edit(none) }
    }

    @Test func `what is no text stays in its file, and is one thing among others that were left`() throws {
        let session = try session("printf '\\351t\\351' >> \"$1\"")
        let path = session.path(prompt)
        #expect(throws: EditorError.notText(path: path)) { try edit(session) }
        #expect(try PrivateFile.read(path).suffix(3) == [0xe9, 0x74, 0xe9])
        _ = try self.session("printf words >> \"$1\"").edit("another", heading: "?", text: "") { _ in false }
        #expect(try left(session) == [.words("words"), .notText])
        // Nor is it overwritten.
        #expect(throws: EditorError.notText(path: path)) { try edit(session) }
        #expect(try PrivateFile.read(path).suffix(3) == [0xe9, 0x74, 0xe9])
    }

    @Test(arguments: ["founding/first-word", "../../etc", "ünï cödé", "", ".", "%2f", "A", "a"])
    func `any prompt has a file of its own in the folder`(prompt: String) throws {
        let session = try session("printf words >> \"$1\"")
        _ = try session.edit(prompt, heading: "?", text: "") { _ in false }
        #expect(try session.leftovers().map(\.session) == [prompt])
        #expect(try scratch.contents() == ["drafts", "editor.sh"])
    }
}

/// Two at once.
extension EditorSessionTests {
    @Test func `a second session touches nothing of one that is open, and says where its words are`() throws {
        let first = try session("printf 'the first' >> \"$1\"")
        let error = EditorError.stillOpen(session: prompt, path: first.path(prompt))
        let words = try edit(first) { words in
            #expect(throws: error) { try edit(first, text: "the second") }
            #expect(throws: error) { try first.keeping(prompt, heading: "?") { _, keep in try keep("the third") } }
            let content = try PrivateFile.read(first.path(prompt))
            #expect(String(decoding: content, as: UTF8.self).hasSuffix("the first"))
            return true
        }
        #expect(words == "the first")
        #expect(try edit(first) == "the first")
    }
}

/// What comes before or after the question's lines, and what isn't part of the question.
extension EditorSessionTests {
    @Test(arguments: [
        // Typed at once in the first line, where most editors start.
        ("sed -i '1s/^/hello/' \"$1\"", "hello"),
        // Joined to the question, in the first line and in the last.
        ("printf 'hello%s' \"$(sed '1,2d' \"$1\")\" > \"$1\"", "hello"),
        ("printf '%s' \"$(cat \"$1\")\" > \"$1\"; printf hello >> \"$1\"", "hello"),
        // All in one line.
        ("printf 'hello %s' \"$(tr '\\n' ' ' < \"$1\")\" > \"$1\"", "hello"),
        // Between its lines, on a line of its own or joined to one.
        ("sed -i 's/^# Which word?$/&\\nhello\\n/' \"$1\"", "hello"),
        ("sed -i 's/^# Any will do, of course.$/&hello/' \"$1\"", "hello"),
        ("sed -i 's/^# Which word?$/hello&/' \"$1\"", "hello"),
        // With the line endings of another system.
        ("sed -i '1s/^/hello/; s/$/\\r/' \"$1\"", "hello"),
        // Before and after it.
        ("sed -i '1s/^/hello/' \"$1\"; printf 'again\\n' >> \"$1\"", "hello\nagain"),
        // A comment is a line of the author's own, outside the question.
        ("sed -i '1s/^/# mine/' \"$1\"; printf '# too\\n' >> \"$1\"", "# mine\n# too"),
        // The question itself, repeated.
        ("sed -i '1s/^/# Which word?/' \"$1\"", "# Which word?"),
        // With a marker missing, or all of them.
        ("sed -i '/>8 ---/d' \"$1\"; printf '# mine' >> \"$1\"", "# mine"),
        ("sed -i '/8< ---/d; 1s/^/hello/' \"$1\"", "hello"),
        ("printf '#mine\\n# too' > \"$1\"", "#mine\n# too"),
        (": > \"$1\"", ""),
        // Nothing was written.
        ("true", ""),
    ])
    func `lines of the question are taken off wherever they have come to stand`(script: String, words: String) throws {
        #expect(try edit(try session(script)) == words)
    }

    @Test func `a file of a version with longer marks is read as it was meant`() throws {
        let former = """
            hello

            # ------------------------ 8< ------------------------
            # Your words go above. From 8< to >8 everything is left out.
            # Which word?
            # ------------------------ >8 ------------------------
            and more
            """
        let session = try session("true")
        try PrivateFile.makeFolder(PrivateFile.folder(of: session.path(prompt)))
        try PrivateFile.replace(session.path(prompt), Bytes(former.utf8))
        #expect(try session.edit(prompt, heading: "Which word?", text: "") { _ in true } == "hello\nand more")
    }

    @Test func `a file of an older version, in which the question came first, is read as it was meant`() throws {
        let former = """
            hello# founding/first-word
            # Which word?
            #
            # Your words go below this line. What is above it is left out.
            # ------------------------ >8 ------------------------

            and more
            """
        let session = try session("true")
        try PrivateFile.makeFolder(PrivateFile.folder(of: session.path(prompt)))
        try PrivateFile.replace(session.path(prompt), Bytes(former.utf8))
        let words = try session.edit(prompt, heading: "founding/first-word\nWhich word?", text: "") { _ in true }
        #expect(words == "hello\nand more")
    }
}
