import Foundation
import ProgramSupport
import Subprocess
import Support

/// A terminal window with a shell that someone uses: its own tmux server, which ends with `body`.
struct TerminalWindow: Sendable {
    private let socket: String
    private let environment: [String: String?]

    /// Opens a window of 80 columns while `body` runs.
    ///
    /// - Parameter shell: an interactive one with job control.
    static func open<Value: Sendable>(
        _ person: Person, rows: Int = 24, shell: [String] = ["bash", "--norc", "--noprofile", "-i"],
        environment: [String: String?] = [:],
        _ body: (TerminalWindow) async throws -> Value
    ) async throws -> Value {
        let scratch = try ScratchFolder()
        let surroundings: [String: String?] = [
            "TERM": "xterm-256color", "COLUMNS": nil, "LINES": nil, "PS1": "$ ", "TMUX": nil, "LC_ALL": "C.UTF-8", "HISTFILE": nil,
        ]
        let window = TerminalWindow(
            socket: scratch.path("tmux"),
            environment: surroundings.merging(person.surroundings) { $1 }.merging(environment) { $1 })
        let settings = scratch.path("tmux.conf")
        // tmux's status line would take a line from the window.
        try Data("set -g status off\n".utf8).write(to: URL(filePath: settings))
        try await window.tmux(["-f", settings, "new-session", "-d", "-x", "80", "-y", "\(rows)"] + shell)
        do {
            try await window.see("$")
            let value = try await body(window)
            try await window.tmux("kill-server")
            return value
        } catch {
            _ = try? await window.tmux("kill-server")
            throw error
        }
    }

    /// The window's text, without white space at the ends of lines.
    var screen: String { get async throws { try await tmux("capture-pane", "-p").output } }

    /// Types text literally.
    func type(_ text: String) async throws { try await tmux("send-keys", "-l", text) }

    /// Presses keys by their tmux names, such as Enter and C-z.
    func press(_ keys: String...) async throws { try await tmux(["send-keys"] + keys) }

    /// Types a line.
    func enter(_ line: String) async throws {
        try await type(line)
        try await press("Enter")
    }

    /// Waits until the window shows something.
    ///
    /// - Returns: the window's text at that moment.
    /// - Throws: `NotSeen` after ten seconds.
    @discardableResult
    func see(_ what: String, _ isThere: @Sendable (String) -> Bool) async throws -> String {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            let screen = try await screen
            if isThere(screen) { return screen }
            guard ContinuousClock.now < end else { throw NotSeen(expected: what, screen: screen) }
        }
    }

    /// Waits until the window contains `text` that many times.
    @discardableResult
    func see(_ text: String, times: Int = 1) async throws -> String {
        try await see("\(times) times: \(text)") { $0.ranges(of: text).count >= times }
    }

    @discardableResult
    private func tmux(_ arguments: String...) async throws -> Ended { try await tmux(arguments) }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> Ended {
        let ended = try await Ended.running("tmux", ["-S", socket] + arguments, environment: environment)
        guard ended.isGood else { throw UnexpectedEnd(command: ["tmux"] + arguments, ended: ended) }
        return ended
    }
}

/// A window doesn't show what it should.
struct NotSeen: Error, CustomStringConvertible {
    let expected: String
    let screen: String

    var description: String { "Not seen, \(expected)\n\(screen)" }
}
