import Catalogue
package import ClientCore
import Machine
import Vault

extension Messages {
    /// The message and next step for anything that a command can throw.
    package static func commandError(_ error: any Error) -> CommandError {
        switch error {
        case let failure as CommandError: failure
        case let error as ClientError: commandError(error)
        case let error as ServerSettingError: commandError(error)
        case let error as HomeStoreError: commandError(error)
        case let error as TransportError: commandError(error)
        case let error as HomeFolderError: commandError(error)
        case let error as LockError: commandError(error)
        case let error as FileError: commandError(error)
        case let error as EditorError: commandError(error)
        case let error as VaultError: commandError(ClientError.vault(error))
        default: Errors.unexpected
        }
    }

    package static func commandError(_ error: ServerSettingError) -> CommandError {
        let message =
            switch error {
            case .scheme:
                "That isn't a server's address: one starts with https://, or with http:// on this very device."
            case .noAddress: "That belongs after a server's address, and the address is missing."
            case .code: "That's a code, from your partner or from one of your devices, not a server's address."
            case .host: "That address has no host."
            case .user: "That address has a user name before the @, and a server's address has none."
            case .path: "That address has a path with characters that a server's address can't have."
            case .port: "The port in that address must be a number from 1 to 65535."
            case .insecure: "http:// only works on this very device; anywhere else it must be https://."
            case .pin: "The pin in that address is incomplete."
            case .registration: "The registration token in that address is incomplete: it has 26 characters."
            case .fragment: "After #, only pin=… and registration=… are allowed."
            }
        let next =
            error == .code
            ? "`twofold join` takes your partner's code; `twofold link -` and `twofold recover` take your own."
            : "Copy the whole line that `twofold-server` printed."
        return CommandError("server_\(error.rawValue)", message, next: next, status: .usage)
    }

    package static func commandError(_ error: HomeStoreError) -> CommandError {
        switch error {
        case .readOnly:
            CommandError(
                "home_read_only", "This home is read-only, so nothing was saved.",
                next: "Make sure its folder and disk can be written to. What was saved before is still there.")
        case .notPermitted:
            CommandError(
                "home_not_permitted", "You don't have permission to read this home.",
                next: "Check who owns it, or set TWOFOLD_HOME to a folder of your own. Nothing was changed.")
        case .full:
            CommandError(
                "home_full", "The disk is full, so nothing was saved.",
                next: "Make some room and try again. What was saved before is still there.")
        case .corrupt, .unreadable:
            CommandError(
                "home_damaged", "This home's file is damaged.",
                next: "Keep a copy of it. Another of your devices, or the kit, brings everything back into a new TWOFOLD_HOME."
            )
        case .newerVersion:
            CommandError(
                "home_newer", "A newer version of twofold wrote this home.",
                next: "Update twofold on this device to that version or a later one. Nothing here was changed.")
        case .locked:
            CommandError(
                "home_busy", "Another command has kept this home busy for too long.", next: "Try again when it's done.")
        case .cannotOpen, .failed, .transactionEnded:
            CommandError(
                "home_failed", "This home couldn't be read or written.",
                next: "Try again. If it keeps happening, check the disk; what was saved before is still there.")
        }
    }

    package enum Errors {
        static let unexpected = CommandError(
            "internal", "Something went wrong inside Twofold.", next: "`twofold doctor` may say more.")

        /// - Parameter topic: the names of the command and those before it.
        package static func usage(_ message: String, topic: [String]) -> CommandError {
            let help = (["twofold help"] + topic).joined(separator: " ")
            return CommandError("usage", message, next: "`\(help)` shows how to use it.", status: .usage)
        }

        /// Adds a guess to the parser's message on an unknown option: the parser doesn't guess at options that every command has.
        package static func guessing(_ message: String, among options: [String]) -> String {
            guard let option = message.firstMatch(of: /Unknown option '(-[^']*)'/)?.output.1,
                let meant = Spelling.nearest(to: option.lowercased(), among: options)
            else { return message }
            let fact = message.firstRange(of: " Did you mean ").map { message[..<$0.lowerBound] } ?? message[...]
            return fact + (fact.hasSuffix(".") ? " " : ". ") + didYouMean(["'\(meant)'"])
        }

        /// There is no home, but there was one.
        ///
        /// - Parameter former: the couples that the user left, of which there is at least one.
        package static func leftBefore(_ former: [String]) -> CommandError {
            let names = former.map(SafeText.line)
            return CommandError(
                "not_initialised", "You've left, and nothing new has begun here.",
                next: "What you had read is still there: `twofold timeline --former \(names[names.count - 1])`."
                    + (names.count > 1 ? " You've left \(list(names))." : "") + " `twofold init` starts afresh.")
        }

        /// `ask` got no question.
        package static let noQuestion = CommandError(
            "empty_text", "There's no question in that, so nothing was added.",
            next: "Put it in quotes after `twofold ask`, or type `twofold ask` alone and then the question.")

        package static let noPledge = CommandError(
            "empty_text", "There's no step in that, so nothing was added.",
            next: "Put it in quotes after `twofold pledge add`, or type `twofold pledge add` alone and then the step.")

        package static let noReflection = CommandError(
            "empty_text", "There are no words in it, so nothing was added.", next: "Write something: `twofold reflect QUESTION`")

        /// - Parameters:
        ///   - name: what was typed where one of `choices` was expected.
        ///   - path: the commands before it.
        ///   - topics: what `help` explains beside commands, if that was asked for.
        package static func unknownCommand(
            _ name: String, under path: [String], choices: [String], topics: [String] = []
        ) -> CommandError {
            let meant = Spelling.nearest(to: name.lowercased(), among: choices + topics)
            func command(_ first: String, _ last: [String]) -> String { "`\(([first] + path + last).joined(separator: " "))`" }
            return CommandError(
                "usage", "There's no command “\(SafeText.line((path + [name]).joined(separator: " ")))”.",
                next: meant.map { didYouMean([command(topics.contains($0) ? "twofold help" : "twofold", [$0])]) }
                    ?? "\(command("twofold help", [])) lists them all.",
                status: .usage)
        }
    }
}
