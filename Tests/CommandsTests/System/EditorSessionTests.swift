import Commands
import Foundation
import Models
import Support
import Testing

/// One after the other: a session changes what this process does with signals.
@Suite(.serialized) struct EditorSessionTests {
    private let scratch: ScratchFolder
    private let prompt = "founding/first-word #1"

    init() throws { scratch = try ScratchFolder() }

    /// An editor that runs a script of the shell, with the file as `$1`.
    private func session(_ script: String) throws -> EditorSession {
        try PrivateFile.replace(scratch.path("editor.sh"), Bytes(script.utf8))
        return EditorSession(
            folder: scratch.path("drafts"),
            environment: ["PATH": "/usr/bin:/bin", "EDITOR": "sh -e '\(scratch.path("editor.sh"))'", "VISUAL": " "])
    }

    private func edit(_ session: EditorSession, text: String = "") throws -> String {
        try session.edit(prompt: prompt, heading: "Which word?\nAny will do.", text: text)
    }

    @Test func `The words come back without the question`() throws {
        let seen = scratch.path("seen")
        let session = try session("cp \"$1\" \(seen); printf 'Tea,\\n# and cake.\\n\\n' >> \"$1\"")
        #expect(try edit(session, text: "Mine:") == "Mine:\nTea,\n# and cake.")
        let shown = String(decoding: try PrivateFile.read(seen), as: UTF8.self)
        #expect(shown.hasPrefix("# Which word?\n# Any will do.\n#\n# "))
        #expect(shown.hasSuffix(">8 ------------------------\n\nMine:\n"))
    }

    @Test func `The file is for its owner alone, and there until the words are saved`() throws {
        let session = try session("printf words >> \"$1\"; cp \"$1\" \"$1~\"")
        #expect(try edit(session) == "words")
        #expect(try scratch.mode("drafts") == 0o700)
        let path = session.path(prompt: prompt)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try session.leftovers() == [EditorLeftover(prompt: prompt, path: path, text: "words")])
        try session.discard(prompt: prompt)
        #expect(try session.leftovers().isEmpty)
        #expect(try scratch.contents(of: "drafts").isEmpty)
        try session.discard(prompt: prompt)
    }

    @Test func `After a crash of the editor its words are where the next session begins`() throws {
        let crashing = try session("printf 'half a sentence' >> \"$1\"; kill -KILL $$")
        #expect(throws: EditorError.self) { try edit(crashing) }
        #expect(try crashing.leftovers().map(\.text) == ["half a sentence"])
        let next = try session("printf ', and the rest' | dd of=\"$1\" oflag=append conv=notrunc status=none")
        #expect(try edit(next, text: "an older draft") == "half a sentence\n, and the rest")
    }

    @Test func `An editor that gives up without a word leaves nothing`() throws {
        let session = try session("exit 3")
        #expect {
            try edit(session, text: "a draft that is saved")
        } throws: { error in
            if case .failed(_, status: 3) = error as? EditorError { true } else { false }
        }
        #expect(try session.leftovers().isEmpty)
    }

    @Test func `An editor that is not there is named`() throws {
        let session = EditorSession(
            folder: scratch.path("drafts"), environment: ["PATH": "/usr/bin:/bin", "VISUAL": "no-such-editor-here --wait"])
        #expect(throws: EditorError.notFound(command: "no-such-editor-here --wait")) { try edit(session) }
        let none = EditorSession(folder: scratch.path("drafts"), environment: ["PATH": scratch.path])
        #expect(throws: EditorError.noneFound) { try edit(none) }
    }

    @Test func `What is no text stays in its file`() throws {
        let session = try session("printf '\\377\\376' >> \"$1\"")
        let path = session.path(prompt: prompt)
        #expect(throws: EditorError.notText(path: path)) { try edit(session) }
        #expect(try PrivateFile.read(path).suffix(2) == [0xff, 0xfe])
    }

    @Test(
        arguments: [
            ("sed -i '/>8/d' \"$1\"; printf '# mine' >> \"$1\"", "# mine"),
            ("printf '#mine\\n# too' > \"$1\"", "#mine\n# too"),
            (": > \"$1\"", ""),
        ])
    func `Words that begin like a comment are kept, also where the block above them is gone`(script: String, words: String) throws {
        #expect(try edit(try session(script)) == words)
    }

    @Test(arguments: ["founding/first-word", "../../etc", "ünï cödé", "", ".", "%2f", "A", "a"])
    func `Any prompt has a file of its own in the folder`(prompt: String) throws {
        let session = try session("printf words >> \"$1\"")
        _ = try session.edit(prompt: prompt, heading: "?", text: "")
        #expect(try session.leftovers().map(\.prompt) == [prompt])
        #expect(try scratch.contents() == ["drafts", "editor.sh"])
    }
}
