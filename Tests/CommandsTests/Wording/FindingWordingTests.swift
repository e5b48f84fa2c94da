import ClientCore
import Commands
import Machine
import Models
import Presentation
import Support
import Testing
import Wire

@Suite("The wording of findings")
struct FindingWordingTests {
    private static let home = ServerAddress(isSecure: false, host: "127.0.0.1", port: 8420, trust: .authority)
    private static let away = ServerAddress(isSecure: true, host: "example.org", port: 443, trust: .authority)
    private static let round = RoundReference(prompt: "founding/felt", number: 1)
    private static let again = RoundReference(prompt: "founding/first-word", number: 2)
    private static let notReady = ClientError.problem(Problem(status: 503, code: .notReady, title: "", retryAfter: 60))

    /// Each one: the finding, its code, its message, and the next step.
    static let findings: [(Finding, String, String, String?)] = [
        (.home, "home", "The home is readable.", nil),
        (
            .storeKeyWrong, "store_key_wrong", "What's stored here can't be read with the key beside it.",
            "Put the right key back, or start in another TWOFOLD_HOME with `twofold recover`."
        ),
        (
            .unwritable(.full), "home_full", "The home is readable, but the disk is full: nothing new can be saved.",
            "Make some room and try again. What was saved before is still there."
        ),
        (
            .unwritable(.readOnly), "home_read_only", "The home is readable, but read-only: nothing new can be saved.",
            "Make sure its folder and disk can be written to. What was saved before is still there."
        ),
        (.leaving, "leaving", "You're leaving: that goes out with the next sync.", "`twofold leave` sends it now."),
        (.phase(.waiting), "waiting", "No one has joined you yet.", "`twofold invite` makes a code for your partner."),
        (.phase(.paired), "paired", "You're paired.", nil),
        (
            .phase(.partnerLeft), "partner_left", "Ben has left. What was revealed stays readable here; nothing new is sent.",
            "`twofold leave` puts this couple away."
        ),
        (
            .phase(.left), "you_left", "You've left. What you had read stays readable here; nothing is sent.",
            "`twofold leave` puts this couple away."
        ),
        (
            .phase(.removed), "device_removed",
            "Another of your devices removed this one. What's here stays readable; nothing is sent or fetched.",
            "To use it again: `twofold link` on the other device makes a code for a new TWOFOLD_HOME on this one."
        ),
        (.kit(true), "kit", "You have a recovery kit.", "`twofold kit --check` checks that yours still works."),
        (.kit(false), "kit", "You have no recovery kit yet.", "`twofold kit` makes one."),
        (.server(home), "server", "The server is http://127.0.0.1:8420, on this very device.", nil),
        (
            .server(away), "server", "The server is https://example.org:443, vouched for by an authority that this device trusts.",
            nil
        ),
        (.reachable, "reachable", "The server answers.", nil),
        (
            .syncError(.unreachable(.unreachable)), "unreachable",
            "The server can't be reached. What you did is safe here, and goes out once it answers.",
            "Check that this device is online and the server is running; then `twofold sync`."
        ),
        (
            .syncError(.notTwofold), "not_twofold", "What answers there isn't a Twofold server. What you did is safe here.",
            "`twofold config server` shows the address. In a hotel or on a train, a login page may answer in its place."
        ),
        (
            .syncError(.proxy(.reachesNoServer)), "proxy_no_server",
            "A proxy answers, but finds no server behind it. What you did is safe here.",
            "Whoever runs it should check that twofold-server is running and that the proxy has its address. `twofold sync` tries again."
        ),
        (
            .refused(.tooLargeForProxy, prompts: ["founding/first-word"], count: 1, limit: nil), "proxy_too_large",
            "This one change is too large for a proxy in front of the server. 1 change is safe here (founding/first-word).",
            "Whoever runs it can raise its limit for a request; in nginx that's client_max_body_size 4m. `twofold sync` tries again."
        ),
        (
            .syncError(notReady), "not_ready",
            "The server is there, but can't serve right now. What you did is safe here.",
            "`twofold sync` tries again in 1 minute. If it keeps happening, whoever runs the server should take a look."
        ),
        (
            .syncError(.noServer), "no_server", "There's no server yet.",
            "`twofold config server -` takes the line that `twofold-server` printed."
        ),
        (
            .serverClockWrong(Instant(milliseconds: 0)), "server_clock",
            "The server's clock says 1 January 1970, which can't be right, so it takes nothing.",
            "Your words are safe here. Whoever runs the server sets its clock right; then `twofold sync`."
        ),
        (
            .clock(ahead: .milliseconds(-7_260_000)), "clock", "This device's clock is 2 hours behind the server's.",
            "Set it right, so that the times you read are right. Nothing is lost either way: which words are later doesn't depend on it."
        ),
        (
            .clock(ahead: .milliseconds(90_000)), "clock", "This device's clock is 90 seconds ahead of the server's.",
            "Set it right, so that the times you read are right. Nothing is lost either way: which words are later doesn't depend on it."
        ),
        (.clock(ahead: .milliseconds(900)), "clock", "This device's clock and the server's agree.", nil),
        (
            .serverWentBack(at: noon, left: 0), "server_went_back",
            "On 25 November 2025 the server went back to an earlier state, or started over. What's kept here was offered to it again.",
            "`twofold sync` on the other devices, your partner's too, brings back what only they hold."
        ),
        (
            .serverWentBack(at: noon, left: 1), "server_went_back",
            "On 25 November 2025 the server went back to an earlier state, or started over. 1 thing is still to be offered to it again.",
            "`twofold sync` continues."
        ),
        (
            .sealsWaitForMachines([round], machines: ["phone"]), "seals_wait_for_machines",
            "You sealed founding/felt before the server went back to an earlier state. It may not count yet: "
                + "nothing has come from phone since, and something taken back there must not come back.",
            "`twofold sync` on phone. Or here: `twofold answer founding/felt` seals it once more; `twofold devices "
                + "remove phone` removes a device that's gone."
        ),
        (.pending(0), "pending", "Nothing is waiting to be sent.", nil),
        (.pending(2), "pending", "2 changes are waiting to be sent.", "`twofold sync`"),
        (
            .waitsForPartner(1), "waits_for_partner", "1 change is waiting here until you have a partner.",
            "`twofold invite` makes a code for your partner."
        ),
        (
            .finished(["founding/felt"], isPaired: false), "finished",
            "Finished, and kept until you have a partner: founding/felt. You'll be asked then.",
            "`twofold invite` makes a code for your partner."
        ),
        (
            .finished(["founding/felt"], isPaired: true), "finished",
            "Finished before Ben joined, and not sealed: founding/felt.",
            "Seal it: `twofold seal founding/felt`"
        ),
        (
            .refused(.quotaBytes, prompts: ["founding/felt"], count: 2, limit: 536_870_912), "quota_bytes",
            "Your room on this server is used up. It keeps at most 512 MiB for each of you. 2 changes are safe here (founding/felt).",
            "Your words are safe here. Whoever runs the server can raise the limit (--records-per-partner, --room-per-partner). "
                + "`twofold sync` tries again."
        ),
        (
            .signedByRemoved(2, devices: ["phone"]), "signed_by_removed",
            "2 things signed by phone came after that device was removed, or the device that removed it didn't know them. They don't "
                + "count here.",
            "A device that showed them before still does. `twofold again` starts a new round."
        ),
        (
            .refused(.quotaRecords, prompts: [], count: 1, limit: nil), "quota_records",
            "Your room on this server is used up. 1 change is safe here.",
            "Your words are safe here. Whoever runs the server can raise the limit (--records-per-partner, --room-per-partner). "
                + "`twofold sync` tries again."
        ),
        (
            .refused(.bodyTooLarge, prompts: ["founding/felt"], count: 1, limit: 4096), "body_too_large",
            "That's longer than the server takes. It takes at most 4 KiB at once. 1 change is safe here (founding/felt).",
            "Shorten it. `twofold sync` tries again."
        ),
        (
            .stampedInVain(prompts: ["founding/felt"], count: 1), "stamped_in_vain",
            "The server rejects 1 change (founding/felt): by its clock, it comes from the future, even after a second try. What you did is safe here.",
            "The server's clock is behind. Whoever runs the server sets it right; then `twofold sync`."
        ),
        (
            .lost(.superseded, prompts: ["founding/felt"]), "lost_superseded",
            "A later version of founding/felt came from another of your devices, and that one counts. Yours is kept.",
            "`twofold history founding/felt` shows it."
        ),
        (
            .lost(.locked, prompts: ["founding/felt"]), "lost_locked",
            "A change to founding/felt came after you'd both sealed it, so the answer stays as it was. Your words are safe.",
            "`twofold history founding/felt` numbers it; `twofold reflect founding/felt --version N` says it under the answers."
        ),
        (
            .lost(.pairReplaced, prompts: ["founding/felt"]), "lost_pair_replaced",
            "After the server went back to an earlier state, other answers to founding/felt count now. The ones you had read are kept.",
            "`twofold history founding/felt` shows it."
        ),
        (
            .answerAwaited([round]), "answer_awaited", "Ben has answered founding/felt, and is waiting for you.",
            "`twofold answer founding/felt`"
        ),
        (
            .waitsForSeal([round], lastSeen: noon.advanced(by: .seconds(-7200))), "waits_for_seal",
            "You've answered founding/felt. It's revealed once Ben seals too. The latest from Ben was written 2 "
                + "hours ago; what's on a device that hasn't synced, no one here can know.",
            "There's nothing you need to do; ask Ben to sync, if you like."
        ),
        (
            .waitsForSeal([round, again], lastSeen: nil), "waits_for_seal",
            "You've answered founding/felt, founding/first-word (round 2). They're revealed once Ben seals too. "
                + "Nothing has come from Ben yet; what's on a device that hasn't synced, no one here can know.",
            "There's nothing you need to do; ask Ben to sync, if you like."
        ),
        (
            .opensWithSync([round]), "opens_with_sync",
            "You've both sealed founding/felt, but your part hasn't gone out yet.", "`twofold sync`"
        ),
        (
            .waitsForOpening([round], lastSeen: noon), "waits_for_opening",
            "You've both sealed founding/felt. Your part is done; one of Ben's devices must sync once more. "
                + "The latest from Ben was written just now; what's on a device that hasn't synced, no one here can know.",
            "`twofold sync` on Ben's device, then here."
        ),
        (
            .heldBack([round]), "held_back",
            "The server closed founding/felt with words you had taken back or replaced, or against another answer "
                + "than the one yours was revealed for. It isn't revealed unless you say so.",
            "`twofold seal founding/felt` reveals it after all. Without that, it stays closed."
        ),
        (
            .notGenuine([round]), "not_genuine",
            "Ben's device signed two answers to founding/felt, and the one that came isn't the one that belongs with yours, so it isn't shown.",
            "Talk to Ben. Either it was sealed again afterwards, or the server mixed the two up."
        ),
        (
            .doesNotOpen([round]), "does_not_open",
            "What Ben's device sent doesn't open what it sealed for founding/felt, so there's nothing to show. This isn't the server's doing. "
                + "Ben can read yours.",
            "Talk to Ben. `twofold again founding/felt` asks the question again."
        ),
        (
            .heldByPartner(1), "held_by_partner",
            "Ben's device wrote your shared settings in a way that only it can change. 1 change of yours doesn't go through.",
            "Talk to Ben. Your answers aren't affected."
        ),
        (
            .offersRefused([KeptThing(.name), KeptThing(.reflection, prompt: "founding/felt")]), "offers_refused",
            "The server lost 2 things of yours and doesn't take them back: your name, a reflection on "
                + "founding/felt. Something else has that place there now. What's kept here stays here.",
            "`twofold export` has what you wrote. Say it again, and it goes through."
        ),
        (
            .notAnAnswer([round]), "not_an_answer",
            "What Ben sealed for founding/felt isn't an answer, so there's nothing to show.",
            "Ask Ben about it. `twofold again founding/felt` asks the question again."
        ),
        (
            .needsNewerVersion(2), "needs_newer_version",
            "2 things were written with a newer version of twofold, and can't be read on this device yet.",
            "Update twofold on this device. Nothing is lost."
        ),
        (
            .keysMissing(own: 2, shared: 1), "keys_missing", "3 things can't be read here yet: the keys haven't arrived.",
            "`twofold sync --all` on another of your devices, then `twofold sync` here. Nothing is lost."
        ),
        (
            .keysMissing(own: 0, shared: 1), "keys_missing", "1 thing can't be read here yet: the key hasn't arrived.",
            "`twofold sync --all` on another of your devices, or on one of Ben's, then `twofold sync` here. Nothing is lost."
        ),
        (
            .keysMissing(own: 0, shared: 0), "keys_missing", "The keys to what's yours haven't reached this device yet.",
            "`twofold sync --all` on another of your devices, then `twofold sync` here. Nothing is lost."
        ),
    ]

    @Test(arguments: findings.indices) func `each finding is a sentence, with what to do about it`(index: Int) {
        let (finding, code, message, next) = Self.findings[index]
        let diagnosis = Messages.Findings.finding(finding, partner: "Ben", page: page(80))
        #expect(diagnosis.code == code)
        #expect(diagnosis.message == message)
        #expect(diagnosis.next == next)
        #expect(diagnosis.level == finding.level)
    }

    @Test func `whatever is wrong or waits says what to do next`() {
        for (finding, _, _, next) in Self.findings where finding.level != .fine { #expect(next != nil, "\(finding)") }
    }

    @Test func `a partner without a name, and names that would draw on the terminal`() {
        let nameless = Messages.Findings.finding(.waitsForOpening([Self.round], lastSeen: nil), partner: nil, page: page(80))
        #expect(
            nameless.message
                == "You've both sealed founding/felt. Your part is done; one of your partner's devices must sync once more. "
                + "Nothing has come from your partner yet; what's on a device that hasn't synced, no one here can know.")
        let odd = Messages.Findings.finding(
            .sealsWaitForMachines([Self.round], machines: ["a\u{1B}[2J"]), partner: nil, page: page(80))
        #expect(!odd.message.contains("\u{1B}") && odd.next?.contains("\u{1B}") == false)
    }

    @Test(arguments: [
        ("founding/felt", EditorLeftover.State.words("words"), "left_behind", "twofold answer founding/felt"),
        ("checkin/us", .words("shame 3"), "left_behind", "twofold checkin"),
        ("reflect founding/felt 2", .words("words"), "left_behind", "twofold reflect founding/felt --round 2"),
        ("founding/felt", .editorsOwn, "left_behind", "twofold answer founding/felt"),
        ("founding/felt", .notText, "not_text", ""),
        ("founding/felt", .unreadable(FileError(path: "/home/drafts/x", code: 13)), "home_not_permitted", ""),
    ])
    func `each file that an editor left is one finding, with what goes on from there`(
        session: String, state: EditorLeftover.State, code: String, command: String
    ) {
        let found = Messages.Findings.inspectionError(
            .leftBehind(EditorLeftover(session: session, path: "/home/drafts/x/words.txt", state: state)))
        #expect(found.code == code && found.command ?? "" == command)
        #expect(found.message.contains("/home/drafts/x") && found.next != nil)
        #expect(found.prompts == [session == "checkin/us" ? "checkin/us" : "founding/felt"])
    }

    @Test func `a command to paste is complete`() {
        func command(_ finding: Finding) -> String? { Messages.Findings.finding(finding, partner: "Ben", page: page(80)).command }
        #expect(command(.pending(1)) == "twofold sync")
        #expect(command(.answerAwaited([Self.round])) == "twofold answer founding/felt")
        #expect(command(.reachable) == nil)
        #expect(Messages.Findings.inspectionError(.openToOthers(path: "/home/store.key")).command == "chmod go= '/home/store.key'")
        for (finding, _, _, _) in Self.findings { #expect(command(finding)?.contains("PROMPT") != true) }
    }

    @Test func `the shape that scripts rely on`() {
        let refused = Messages.Findings.finding(
            .refused(.quotaRecords, prompts: ["founding/felt"], count: 2, limit: 9), partner: "Ben", page: page(80))
        #expect(
            JSONText.line(refused)
                == #"{"level":"problem","code":"quota_records","message":"Your room on this server is used up. "#
                + #"It keeps at most 9 things for each of you. 2 changes are safe here (founding/felt).","#
                + #""next":"Your words are safe here. Whoever runs the server can raise the limit (--records-per-partner, --room-per-partner). "#
                + #"`twofold sync` tries again.","#
                + #""command":"twofold sync","prompts":["founding/felt"],"count":2,"limit":9,"seconds":null}"#)
        let clock = JSONText.line(Messages.Findings.finding(.clock(ahead: .milliseconds(-90_000)), partner: nil, page: page(80)))
        #expect(clock.hasSuffix(#""command":null,"prompts":[],"count":null,"limit":null,"seconds":-90}"#))
    }
}
