import Catalogue
package import ClientCore
import Machine
import Models
import Vault

extension Messages {
    /// The message and next step for anything that a command can throw.
    package static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as ClientError: failure(error)
        case let error as ServerSettingError: failure(error)
        case let error as HomeStoreError: failure(error)
        case let error as TransportError: failure(error)
        case let error as HomeFolderError: failure(error)
        case let error as LockError: failure(error)
        case let error as FileError: failure(error)
        case let error as EditorError: failure(error)
        case let error as VaultError: failure(ClientError.vault(error))
        // The home's content isn't what was stored.
        case is DecodingError, is LogError: failure(HomeStoreError.corrupt)
        default: Failure("internal", "Something failed that should not fail.", next: "`twofold doctor` may say more.")
        }
    }

    /// - Parameter topic: the names of the command and those before it.
    package static func usage(_ message: String, topic: [String]) -> Failure {
        let help = (["twofold help"] + topic).joined(separator: " ")
        return Failure("usage", message, next: "`\(help)` shows how it is used.", status: .usage)
    }

    /// - Parameters:
    ///   - name: what was typed where one of `choices` was expected.
    ///   - path: the commands before it.
    package static func unknownCommand(_ name: String, under path: [String], choices: [String]) -> Failure {
        let meant = Spelling.nearest(to: name.lowercased(), among: choices)
        func command(_ first: String, _ last: [String]) -> String { "`\(([first] + path + last).joined(separator: " "))`" }
        return Failure(
            "usage", "There is no command “\(SafeText.line((path + [name]).joined(separator: " ")))”.",
            next: meant.map { didYouMean([command("twofold", [$0])]) } ?? "\(command("twofold help", [])) lists them all.",
            status: .usage)
    }

    package static func failure(_ error: ServerSettingError) -> Failure {
        let message =
            switch error {
            case .scheme: "There is no server's address in that: one begins with https://, or with http:// on this very machine."
            case .noAddress: "That belongs behind a server's address, and the address is missing."
            case .code: "That is a code of your partner's or of a machine of yours, and no server's address."
            case .host: "There is no host in that address."
            case .port: "The port in that address is none: it is a number from 1 to 65535."
            case .insecure: "http:// goes to this very machine alone; anywhere else it has to be https://."
            case .pin: "The pin in that address is incomplete."
            case .registration: "The registration token in that address is incomplete: it has 26 characters."
            case .fragment: "Behind # there may stand pin=… and registration=… only."
            }
        let next =
            error == .code
            ? "`twofold join` takes your partner's; `twofold link -` and `twofold recover` take your own."
            : "Copy the whole line that `twofold-server` printed."
        return Failure("server_\(error.rawValue)", message, next: next, status: .usage)
    }

    package static func failure(_ error: HomeStoreError) -> Failure {
        switch error {
        case .readOnly:
            Failure(
                "home_read_only", "This home can only be read, so nothing was saved.",
                next: "See to it that its folder and disk can be written. What was saved before is still there.")
        case .notPermitted:
            Failure(
                "home_not_permitted", "You don't have permission to read this home.",
                next: "See whose it is, or set TWOFOLD_HOME to a folder of your own. Nothing was changed.")
        case .full:
            Failure(
                "home_full", "The disk is full, so nothing was saved.",
                next: "Make some room and try again. What was saved before is still there.")
        case .corrupt, .unreadable:
            Failure(
                "home_damaged", "The file of this home is damaged.",
                next: "Keep a copy of it. Another of your machines, or the kit, brings everything back into a new TWOFOLD_HOME.")
        case .newerVersion:
            Failure(
                "home_newer", "A newer version of twofold has written this home.",
                next: "Upgrade twofold on this machine to that version or a later one. Nothing here was changed.")
        case .locked:
            Failure("home_busy", "Another command has been busy with this home for too long.", next: "Try again when it has ended.")
        case .cannotOpen, .failed, .transactionEnded:
            Failure(
                "home_failed", "This home could not be read or written.",
                next: "Try again. If it stays so, see whether the disk is well; what was saved before is still there.")
        }
    }
}
