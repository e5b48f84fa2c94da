package import Catalogue
package import ClientCore
package import Machine

/// What the user writes in an editor or on a sheet, and the name of its session.
package enum EditorTask: Hashable {
    case answer(prompt: PromptID)
    case checkIn
    case reflection(RoundReference)

    private static let separator: Character = " "
    private static let reflection = "reflect"

    /// - Returns: `nil` if no task has a session of this name.
    package init?(session: String) {
        let parts = session.split(separator: Self.separator).map(String.init)
        let isReflection = parts.count == 3 && parts[0] == Self.reflection
        guard let prompt = PromptID(isReflection ? parts[1] : session) else { return nil }
        if isReflection {
            guard let number = Int(parts[2]) else { return nil }
            self = .reflection(RoundReference(prompt: prompt, number: number))
        } else {
            self = prompt == CheckIn.prompt.id ? .checkIn : .answer(prompt: prompt)
        }
    }

    package var session: String {
        switch self {
        case .answer, .checkIn: prompt.description
        case .reflection(let round): "\(Self.reflection)\(Self.separator)\(round.prompt)\(Self.separator)\(round.number)"
        }
    }

    package var prompt: PromptID {
        switch self {
        case .answer(let prompt): prompt
        case .checkIn: CheckIn.prompt.id
        case .reflection(let round): round.prompt
        }
    }

    /// The command that continues it.
    package var command: String {
        switch self {
        case .answer(let prompt): "twofold answer \(prompt)"
        case .checkIn: "twofold checkin"
        case .reflection(let round): "twofold reflect \(PromptNames.ids[round.prompt]) --round \(round.number)"
        }
    }

    /// For a session whose task isn't known, the command that most of them belong to.
    static func command(of task: EditorTask?) -> String { task?.command ?? "twofold answer" }
}

extension Messages {
    package static func commandError(_ error: HomeFolderError) -> CommandError {
        switch error {
        case .noPlace:
            CommandError(
                "home_nowhere", "There's nowhere to keep a home on this device.",
                next: "Set TWOFOLD_HOME to a folder of your own.")
        case .notAFolder(let path):
            CommandError("home_not_a_folder", "\(path) isn't a folder.", next: "Set TWOFOLD_HOME to a folder of your own.")
        case .foreignOwner(let path):
            CommandError(
                "home_not_permitted", "\(path) belongs to someone else who uses this device.",
                next: "Set TWOFOLD_HOME to a folder of your own.")
        case .emptied(let path):
            CommandError(
                "home_damaged", "This home's file is empty: \(path).",
                next:
                    "Another of your devices, or the kit, brings everything back into a new TWOFOLD_HOME. If a first `twofold init` or "
                    + "the like was cut off, run it again."
            )
        case .keyMissing(let path):
            CommandError(
                "key_missing", "The key to this home is gone: \(path).",
                next: "Put it back, or bring everything back into another TWOFOLD_HOME: `twofold recover` or `twofold link -`."
            )
        case .keyDamaged(let path):
            CommandError(
                "key_damaged", "The key to this home is damaged: \(path).",
                next:
                    "Put back a copy, or bring everything back into another TWOFOLD_HOME: `twofold recover` or `twofold link -`."
            )
        case .noSuchFormer(let name): Machine.noSuchFormer(name, existing: [])
        }
    }

    /// Storage errors read the same for the database and for other files.
    package static func commandError(_ error: FileError) -> CommandError {
        switch error.kind {
        case .full: commandError(HomeStoreError.full)
        case .readOnly: commandError(HomeStoreError.readOnly)
        case .notPermitted: Machine.notPermitted(error.path)
        case nil: Machine.otherFailure(error)
        }
    }

    package static func commandError(_ error: EditorError) -> CommandError {
        switch error {
        case .noneFound:
            CommandError(
                "editor_none", "There's no editor to write in.",
                next: "Set EDITOR to one, or give your words with --file - (standard input) or --file FILE.")
        case .notFound(let command):
            CommandError(
                "editor_not_found", "The editor “\(command)” wasn't found.", next: "Set EDITOR to one that's installed.")
        case .failed(let command, _), .crashed(let command, _):
            CommandError(
                "editor_failed", "The editor “\(command)” ended with an error. What you saved in it is safe.",
                next: "The same command goes on from there.")
        case .returnedAtOnce(let command, let waiting):
            CommandError(
                "editor_returned", "The editor “\(command)” came back at once, before you could write.",
                next:
                    "`export EDITOR='\(waiting)'` makes it wait until you close the file. What you save there meanwhile isn't lost: "
                    + "the same command goes on from it.")
        case .notText(let path):
            CommandError("not_text", Machine.notUTF8(path), next: Machine.convert(thenGoOnWith: "the same command"))
        case .stillOpen(let session, let path): Machine.stillOpen(EditorTask(session: session), path)
        }
    }

    package enum Machine {
        /// The name of a device whose own name tells its owner nothing.
        #if canImport(Darwin)
        package static let unnamed = "Mac"
        #else
        package static let unnamed = "Linux computer"
        #endif

        package static func noSuchFormer(_ name: String, existing: [String]) -> CommandError {
            CommandError(
                "no_such_former", "You haven't left a couple called “\(SafeText.line(name))”.",
                next: existing.isEmpty ? "You haven't left any." : "You left: \(list(existing)).")
        }

        fileprivate static func notPermitted(_ path: String) -> CommandError {
            CommandError(
                "home_not_permitted", "You don't have permission to use \(path).",
                next: "Check whose folder it's in, or set TWOFOLD_HOME to a folder of your own. Nothing was changed.")
        }

        fileprivate static func otherFailure(_ error: FileError) -> CommandError {
            CommandError(
                "file", "\(error.path): \(error.reason).", next: "Check that it's there and that you may read and write it.")
        }

        fileprivate static func stillOpen(_ task: EditorTask?, _ path: String) -> CommandError {
            CommandError(
                "editor_open", "You're already writing this, and the editor is still open. What you've saved so far is in \(path).",
                next:
                    "Close that editor and try again. If you can't find it, `\(EditorTask.command(of: task)) --file "
                    + "FILE` takes the words from that file."
            )
        }

        // MARK: Leftover editor files
        static func notUTF8(_ path: String) -> String {
            "Your words are safe, but what the editor saved in \(path) isn't UTF-8 text."
        }

        static func convert(thenGoOnWith command: String) -> String {
            "Convert that file, for example with `iconv -f WINDOWS-1252 -t UTF-8`; then \(command) goes on from there."
        }
    }
}
