import ClientCore
import Commands
import Foundation
import LocalStore
import Machine
import Models
import Presentation
import Support
import Testing
import Vault
import Wire

@Suite("The wording of errors")
struct FailureWordingTests {
    static let sentences: [(any Error & Sendable, String, String)] = [
        (ClientError.notInitialised, "not_initialised", "Twofold isn't set up here yet."),
        (ClientError.alreadyInitialised, "already_initialised", "Twofold is already set up here."),
        (ClientError.noServer, "no_server", "There's no server yet."),
        (ClientError.noPartnerYet, "no_partner_yet", "You don't have a partner here yet."),
        (
            ClientError.waitsForOwnMachine, "waits_for_own_device",
            "This device can't tell your rounds apart yet: the key to that is on another of your devices."
        ),
        (ClientError.partnerHasLeft, "partner_left", "Your partner has left, so nothing new can be sealed or sent."),
        (ClientError.deviceRemoved, "device_removed", "Another of your devices removed this one."),
        (ClientError.unknownPrompt("x\u{1B}"), "unknown_prompt", "No question is called “x␛”."),
        (
            ClientError.ambiguousPrompt("f", candidates: ["founding/a", "founding/b"]), "ambiguous_prompt",
            "“f” could be founding/a, founding/b."
        ),
        (ClientError.thisDevice, "this_device", "That's the device you're using, so nothing was removed."),
        (
            ClientError.exportedByOther(than: .me), "exported_by_other",
            "Your partner exported this file, so its words aren't yours. Nothing was imported."
        ),
        (ClientError.emptyText, "empty_text", "There are no words in it, so nothing was changed."),
        (ClientError.textTooLong(limit: 100), "text_too_long", "That's too long: there's room for 100 bytes."),
        (
            ClientError.textTooLong(limit: 100, length: 104), "text_too_long",
            "That's too long: it takes 104 bytes as it's stored, and there's room for 100 bytes."
        ),
        (ClientError.leavingWaits, "leaving_waits", "You're leaving, so nothing new can be written here."),
        (ClientError.frozen, "frozen", "You've both sealed this round, so neither answer can change."),
        (ClientError.badCode(.mistyped), "code_mistyped", "Something in the code is mistyped."),
        (
            ClientError.badCode(.noAddress), "code_no_address",
            "That code is incomplete: a code begins with the server's address, like example.org:443/."
        ),
        (ClientError.badCode(.unknownCharacter("!")), "code_unknown_character", "No code contains “!”."),
        (ClientError.badCode(.wrongLength), "code_wrong_length", "The code has too few characters, or too many."),
        (ClientError.wrongCodeKind(.invitation), "code_is_invitation", "That's an invitation, for a partner."),
        (ClientError.wrongCodeKind(.link), "code_is_link", "That's a code for linking a device of your own."),
        (ClientError.wrongCodeKind(.kit), "code_is_kit", "That's a recovery kit."),
        (
            ClientError.codeNotGenuine, "code_not_genuine",
            "What the server holds for this code doesn't come from whoever made the code."
        ),
        (ClientError.unreachable(.unreachable), "unreachable", "The server can't be reached."),
        (ClientError.unreachable(.timedOut), "timed_out", "The server didn't answer in time."),
        (
            ClientError.unreachable(.wrongPin), "wrong_pin",
            "The server's certificate isn't the one known here, so nothing was sent."
        ),
        (
            ClientError.endlessReplies, "endless_replies",
            "Your words are safe. The server keeps sending without end, and none of it is new."
        ),
        (ClientError.unreachable(.noTLS), "no_tls", "Something answers there, but not with https."),
        (ClientError.proxy(.asksForPassword), "proxy_password", "Something in front of the server asks for its own password."),
        (ClientError.proxy(.refuses), "proxy_refused", "Something in front of the server doesn't let this through."),
        (ClientError.proxy(.takesLess), "proxy_too_large", "A proxy in front of the server doesn't take this much at once."),
        (
            ClientError.proxy(.asksForPatience), "proxy_rate_limited",
            "Something in front of the server asks for a little patience."
        ),
        (ClientError.proxy(.reachesNoServer), "proxy_no_server", "A proxy answers, but finds no server behind it."),
        (ClientError.proxy(.isNotServing), "proxy_not_serving", "Something in front of the server can't serve right now."),
        (ClientError.proxy(.waitedInVain), "proxy_timed_out", "The server took longer than the proxy in front of it would wait."),
        (
            ServerSettingError.registration, "server_registration",
            "The registration token in that address is incomplete: it has 26 characters."
        ),
        (ServerSettingError.noAddress, "server_no_address", "That belongs after a server's address, and the address is missing."),
        (ClientError.notTwofold, "not_twofold", "What answers there isn't a Twofold server."),
        (
            ClientError.vault(.keyMissing), "vault_key_missing",
            "The keys on this device couldn't open or make something."
        ),
        (
            ServerSettingError.insecure, "server_insecure",
            "http:// only works on this very device; anywhere else it must be https://."
        ),
        (HomeStoreError.full, "home_full", "The disk is full, so nothing was saved."),
        (HomeStoreError.readOnly, "home_read_only", "This home is read-only, so nothing was saved."),
        (HomeStoreError.corrupt, "home_damaged", "This home's file is damaged."),
        (HomeStoreError.unreadable(table: "record", key: "a"), "home_damaged", "This home's file is damaged."),
        (HomeStoreError.newerVersion(found: 2, known: 1), "home_newer", "A newer version of twofold wrote this home."),
        (HomeStoreError.failed(code: 778), "home_failed", "This home couldn't be read or written."),
        (FileError(path: "/home/drafts/a", code: ENOSPC), "home_full", "The disk is full, so nothing was saved."),
        (FileError(path: "/home/store.key", code: EROFS), "home_read_only", "This home is read-only, so nothing was saved."),
        (ClientError(LogError.badBeginning), "home_damaged", "This home's file is damaged."),
        (
            VaultError.notAuthentic, "vault_not_authentic",
            "The keys on this device couldn't open or make something."
        ),
        (HomeStoreError.locked, "home_busy", "Another command has kept this home busy for too long."),
        (EditorError.noneFound, "editor_none", "There's no editor to write in."),
    ]

    @Test(arguments: sentences.indices) func `each error has a code and a sentence`(index: Int) {
        let (error, code, message) = Self.sentences[index]
        let failure = Messages.commandError(error)
        #expect(failure.code == code)
        #expect(failure.message == message)
        #expect(failure.next != nil)
    }

    @Test(arguments: [
        (ErrorCode.boxUsed, "This code was used already."), (.boxExpired, "This code is too old."),
        (.ownInvitation, "This is your own invitation."), (.coupleFull, "Someone has already joined there."),
        (.registrationRequired, "This server takes new couples only with a registration token."),
        (.notReady, "The server isn't ready."),
        ("brand_new\u{1B}", "The server refuses this (brand_new␛)."),
    ])
    func `what a server refuses keeps its code and is said in our words`(code: ErrorCode, message: String) {
        let failure = Messages.commandError(
            ClientError.problem(Problem(status: 409, code: code, title: "Theirs", detail: "Theirs")))
        #expect(failure.code == code.rawValue)
        #expect(failure.message == message)
    }

    @Test func `patience has a length`() {
        let problem = Problem(status: 429, code: .rateLimited, title: "", retryAfter: 1)
        #expect(Messages.commandError(ClientError.problem(problem)).next == "Try again in 1 second.")
    }

    @Test(arguments: [(Int.max, "1 day"), (Int.min, "1 second"), (0, "1 second"), (90, "90 seconds"), (120, "2 minutes")])
    func `patience is never longer than a day, whatever a server says`(seconds: Int, length: String) {
        let problem = Problem(status: 429, code: .rateLimited, title: "", retryAfter: seconds)
        #expect(Messages.commandError(ClientError.problem(problem)).next == "Try again in \(length).")
    }

    @Test(arguments: [ErrorCode.deviceRemoved, .partnerLeft])
    func `what a server says without a signature is told as no more than that`(code: ErrorCode) {
        let failure = Messages.commandError(ClientError.problem(Problem(status: 403, code: code, title: "")))
        #expect(failure.message.hasPrefix("The server says that ") && failure.message.contains("It isn't believed"))
        #expect(failure.next?.hasPrefix("`twofold sync` asks again.") == true)
    }

    @Test func `a code without an end is shown by its beginning`() {
        let code = ErrorCode(rawValue: String(repeating: "x", count: 100_000))
        let failure = Messages.commandError(ClientError.problem(Problem(status: 409, code: code, title: "")))
        #expect(failure.code.count <= 64 && failure.message.count < 200)
    }

    @Test func `nothing shouts or is decorated`() {
        let texts = Self.sentences.map { Messages.commandError($0.0) }.flatMap { [$0.message, $0.next ?? ""] }
        for text in texts where !text.contains("“!”") { #expect(!text.contains("!")) }
    }
}
