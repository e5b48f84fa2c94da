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
        (ClientError.notInitialised, "not_initialised", "There is nothing here yet."),
        (ClientError.alreadyInitialised, "already_initialised", "Twofold is set up here already."),
        (ClientError.noServer, "no_server", "There is no server yet."),
        (ClientError.noPartnerYet, "no_partner_yet", "You have no partner here yet."),
        (
            ClientError.waitsForOwnMachine, "waits_for_own_device",
            "This device can't tell your rounds apart yet: another of your devices has the key to that."
        ),
        (ClientError.partnerHasLeft, "partner_left", "Your partner has left; nothing new can be sealed or sent."),
        (ClientError.deviceRemoved, "device_removed", "Another of your machines has removed this one."),
        (ClientError.unknownPrompt("x\u{1B}"), "unknown_prompt", "No prompt is called “x␛”."),
        (
            ClientError.ambiguousPrompt("f", candidates: ["founding/a", "founding/b"]), "ambiguous_prompt",
            "“f” could be founding/a, founding/b."
        ),
        (ClientError.thisDevice, "this_device", "That's the machine you're using, and nothing was removed."),
        (
            ClientError.exportedByOther(than: .me), "exported_by_other",
            "Your partner exported this file, so its words aren't yours. Nothing was brought in."
        ),
        (ClientError.emptyText, "empty_text", "There are no words in it, so nothing was changed."),
        (ClientError.textTooLong(limit: 100), "text_too_long", "That is longer than the 100 bytes that there is room for."),
        (ClientError.frozen, "frozen", "You have both sealed this round; neither answer changes now."),
        (ClientError.badCode(.mistyped), "code_mistyped", "Some character of the code is not as it was printed."),
        (
            ClientError.badCode(.noAddress), "code_no_address",
            "That is no code: a code begins with an address, like example.org:443/."
        ),
        (ClientError.badCode(.unknownCharacter("!")), "code_unknown_character", "No code has a “!” in it."),
        (ClientError.badCode(.wrongLength), "code_wrong_length", "Some characters of the code are missing, or there are too many."),
        (ClientError.wrongCodeKind(.invitation), "code_is_invitation", "That is an invitation, for a partner."),
        (ClientError.wrongCodeKind(.link), "code_is_link", "That is a code that links a machine of your own."),
        (ClientError.wrongCodeKind(.kit), "code_is_kit", "That is a recovery kit."),
        (
            ClientError.codeNotGenuine, "code_not_genuine",
            "What the server keeps for this code was not made by whoever made the code."
        ),
        (ClientError.unreachable(.unreachable), "unreachable", "The server could not be reached."),
        (ClientError.unreachable(.timedOut), "timed_out", "The server did not answer in time."),
        (
            ClientError.unreachable(.wrongPin), "wrong_pin",
            "The server's certificate is not the one that is known here, so nothing was sent."
        ),
        (
            ClientError.endlessReplies, "endless_replies",
            "The server keeps sending without coming to an end, and nothing of it is new. What you wrote is safe here."
        ),
        (ClientError.unreachable(.noTLS), "no_tls", "Something answers there, but no https connection comes about with it."),
        (ClientError.proxy(.asksForPassword), "proxy_password", "Something in front of the server asks for a password of its own."),
        (ClientError.proxy(.refuses), "proxy_refused", "Something in front of the server doesn't let this through."),
        (ClientError.proxy(.takesLess), "proxy_too_large", "A proxy in front of the server takes less at once than this."),
        (
            ClientError.proxy(.asksForPatience), "proxy_rate_limited",
            "Something in front of the server asks for a little patience."
        ),
        (ClientError.proxy(.reachesNoServer), "proxy_no_server", "A proxy answers, but finds no server behind it."),
        (ClientError.proxy(.isNotServing), "proxy_not_serving", "Something in front of the server can't serve at the moment."),
        (ClientError.proxy(.waitedInVain), "proxy_timed_out", "The server took longer than a proxy in front of it waits."),
        (
            ServerSettingError.registration, "server_registration",
            "The registration token in that address is incomplete: it has 26 characters."
        ),
        (ServerSettingError.noAddress, "server_no_address", "That belongs behind a server's address, and the address is missing."),
        (ClientError.notTwofold, "not_twofold", "What answered there is no Twofold server."),
        (
            ClientError.vault(.keyMissing), "vault_key_missing",
            "Something here could not be opened or made with the keys of this machine."
        ),
        (
            ServerSettingError.insecure, "server_insecure",
            "http:// goes to this very machine alone; anywhere else it has to be https://."
        ),
        (HomeStoreError.full, "home_full", "The disk is full, so nothing was saved."),
        (HomeStoreError.readOnly, "home_read_only", "This home can only be read, so nothing was saved."),
        (HomeStoreError.corrupt, "home_damaged", "The file of this home is damaged."),
        (HomeStoreError.unreadable(table: "record", key: "a"), "home_damaged", "The file of this home is damaged."),
        (HomeStoreError.newerVersion(found: 2, known: 1), "home_newer", "A newer version of twofold has written this home."),
        (HomeStoreError.failed(code: 778), "home_failed", "This home could not be read or written."),
        (FileError(path: "/home/drafts/a", code: ENOSPC), "home_full", "The disk is full, so nothing was saved."),
        (FileError(path: "/home/store.key", code: EROFS), "home_read_only", "This home can only be read, so nothing was saved."),
        (ClientError(LogError.badBeginning), "home_damaged", "The file of this home is damaged."),
        (
            VaultError.notAuthentic, "vault_not_authentic",
            "Something here could not be opened or made with the keys of this machine."
        ),
        (HomeStoreError.locked, "home_busy", "Another command has been busy with this home for too long."),
        (EditorError.noneFound, "editor_none", "There is no editor to write in."),
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
        (.ownInvitation, "This is your own invitation."), (.coupleFull, "Somebody has joined there already."),
        (.registrationRequired, "This server takes nobody new without a registration token."),
        (.notReady, "The server is not ready."),
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
