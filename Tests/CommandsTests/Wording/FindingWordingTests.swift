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
            .storeKeyWrong, "store_key_wrong", "What is kept here cannot be read with the key that lies beside it.",
            "Put back the key that belongs to it, or begin in another TWOFOLD_HOME with `twofold recover`."
        ),
        (.phase(.waiting), "waiting", "Nobody has joined you yet.", "`twofold invite` makes a code for your partner."),
        (.phase(.paired), "paired", "You are paired.", nil),
        (
            .phase(.partnerLeft), "partner_left", "Your partner has left. What opened stays readable here; nothing new is sent.",
            "`twofold leave` puts this couple away."
        ),
        (
            .phase(.left), "you_left", "You have left. What you had read stays readable here; nothing is sent.",
            "`twofold leave` puts this couple away."
        ),
        (
            .phase(.removed), "device_removed",
            "Another of your machines has removed this one. What is here stays readable; nothing is sent or fetched.",
            "To let it in again, `twofold link` on the other machine makes a code for a new TWOFOLD_HOME on this one."
        ),
        (.kit(true), "kit", "There is a recovery kit.", "`twofold kit --check` checks the one that you keep."),
        (.kit(false), "kit", "There is no recovery kit.", "`twofold kit` makes one."),
        (.server(home), "server", "The server is http://127.0.0.1:8420, on this very machine.", nil),
        (.server(away), "server", "The server is https://example.org:443, known by an authority that this machine trusts.", nil),
        (.reachable, "reachable", "The server answers.", nil),
        (
            .syncError(.unreachable(.unreachable)), "unreachable",
            "The server could not be reached. What you did is kept here, and goes out once it answers.",
            "See whether this machine is online and the server is on; then `twofold sync`."
        ),
        (
            .syncError(.notTwofold), "not_twofold", "What answered there is no Twofold server. What you did is kept here.",
            "`twofold config server` shows the address. In a hotel or on a train, a page to log in may answer in its place."
        ),
        (
            .syncError(.proxy(.reachesNoServer)), "proxy_no_server",
            "A proxy answers, but finds no server behind it. What you did is kept here.",
            "Whoever runs it looks whether twofold-server runs, and whether the proxy has its right address. `twofold sync` tries again."
        ),
        (
            .refused(.tooLargeForProxy, prompts: ["founding/first-word"], count: 1, limit: nil), "proxy_too_large",
            "A proxy in front of the server takes less at once than this one change. 1 change is kept here (founding/first-word).",
            "Whoever runs it raises its limit for a request; in nginx that is client_max_body_size 4m. `twofold sync` tries again."
        ),
        (
            .syncError(notReady), "not_ready",
            "The server is there, and cannot serve at the moment. What you did is kept here.",
            "`twofold sync` tries again in 1 minute. If it stays so, whoever runs the server should look."
        ),
        (
            .syncError(.noServer), "no_server", "There is no server yet.",
            "`twofold config server -` reads the address that `twofold-server` printed."
        ),
        (
            .serverClockWrong(Instant(milliseconds: 0)), "server_clock",
            "The server's clock says 1 January 1970, which cannot be, so it takes nothing.",
            "Whoever runs the server sets its clock right; then `twofold sync`. What you wrote is safe here until then."
        ),
        (
            .clock(ahead: .milliseconds(-7_260_000)), "clock", "This machine's clock is 2 hours behind the server's.",
            "Set it right, so that the times you read are. Nothing is lost by it: whose words are later does not hang on it."
        ),
        (
            .clock(ahead: .milliseconds(90_000)), "clock", "This machine's clock is 90 seconds ahead of the server's.",
            "Set it right, so that the times you read are. Nothing is lost by it: whose words are later does not hang on it."
        ),
        (.clock(ahead: .milliseconds(900)), "clock", "This machine's clock and the server's agree.", nil),
        (
            .serverWentBack(at: noon, left: 0), "server_went_back",
            "On 25 November 2025 the server went back to an earlier state, or began anew. What is kept here was offered to it again.",
            "`twofold sync` on the other machines, your partner's too, brings back what only they hold."
        ),
        (
            .serverWentBack(at: noon, left: 1), "server_went_back",
            "On 25 November 2025 the server went back to an earlier state, or began anew. 1 thing is still to be offered to it again.",
            "`twofold sync` goes on with it."
        ),
        (
            .sealsWaitForMachines([round], machines: ["phone"]), "seals_wait_for_machines",
            "You sealed founding/felt before the server went back. It may not count yet: nothing has come from phone since, "
                + "and something taken back there must not come back.",
            "`twofold sync` on phone. Or here: `twofold answer founding/felt` seals it once more; "
                + "`twofold devices remove phone` ends a machine that is gone."
        ),
        (.pending(0), "pending", "Nothing waits to be sent.", nil),
        (.pending(2), "pending", "2 changes wait to be sent.", "`twofold sync`"),
        (
            .waitsForPartner(1), "waits_for_partner", "1 change waits here until you have a partner.",
            "`twofold invite` makes a code for them."
        ),
        (
            .finished(["founding/felt"], isPaired: false), "finished",
            "Finished, and kept until you have a partner: founding/felt. Then you are asked.",
            "`twofold invite` makes a code for them."
        ),
        (
            .finished(["founding/felt"], isPaired: true), "finished",
            "Finished before Ben was there, and not sealed: founding/felt.",
            "`twofold seal founding/felt` seals it for them."
        ),
        (
            .refused(.quotaBytes, prompts: ["founding/felt"], count: 2, limit: 536_870_912), "quota_bytes",
            "Your room on this server is used up. It keeps 512 MiB of each of you at most. 2 changes are kept here (founding/felt).",
            "Whoever runs the server can raise it (--records-per-partner, --room-per-partner). What you wrote is safe here. "
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
            "Your room on this server is used up. 1 change is kept here.",
            "Whoever runs the server can raise it (--records-per-partner, --room-per-partner). What you wrote is safe here. "
                + "`twofold sync` tries again."
        ),
        (
            .refused(.bodyTooLarge, prompts: ["founding/felt"], count: 1, limit: 4096), "body_too_large",
            "That is longer than the server takes. It takes 4 KiB at once at most. 1 change is kept here (founding/felt).",
            "Shorten it. `twofold sync` tries again."
        ),
        (
            .stampedInVain(prompts: ["founding/felt"], count: 1), "stamped_in_vain",
            "The server takes 1 change (founding/felt) for things of the future, also after their time was set anew. They are kept here.",
            "Its clock is behind: whoever runs the server sets it right; then `twofold sync`."
        ),
        (
            .lost(.superseded, prompts: ["founding/felt"]), "lost_superseded",
            "Of founding/felt a later version came from another of your machines, and stands. Yours is kept.",
            "`twofold history founding/felt` has it."
        ),
        (
            .lost(.locked, prompts: ["founding/felt"]), "lost_locked",
            "A change to founding/felt came after you had both sealed it, so the answer stays as it was. Your words are kept.",
            "`twofold history founding/felt` numbers it; `twofold reflect founding/felt --version N` says it under what is open."
        ),
        (
            .lost(.pairReplaced, prompts: ["founding/felt"]), "lost_pair_replaced",
            "After the server went back, other answers to founding/felt stand. Those that you had read are kept.",
            "`twofold history founding/felt` has it."
        ),
        (
            .answerAwaited([round]), "answer_awaited", "Ben has sealed founding/felt, and waits for yours.",
            "`twofold answer founding/felt`"
        ),
        (
            .waitsForSeal([round], lastSeen: noon.advanced(by: .seconds(-7200))), "waits_for_seal",
            "You have sealed founding/felt. It opens once Ben has sealed too. The latest that came from Ben was written 2 hours ago; "
                + "what lies on a machine that has not synced, nobody here can know.",
            "Nothing is to be done here; ask Ben to sync, if you like."
        ),
        (
            .waitsForSeal([round, again], lastSeen: nil), "waits_for_seal",
            "You have sealed founding/felt, founding/first-word (round 2). They open once Ben has sealed too. "
                + "Nothing has come from Ben yet; what lies on a machine that has not synced, nobody here can know.",
            "Nothing is to be done here; ask Ben to sync, if you like."
        ),
        (
            .opensWithSync([round]), "opens_with_sync",
            "You have both sealed founding/felt, and your part has not gone out yet.", "`twofold sync`"
        ),
        (
            .waitsForOpening([round], lastSeen: noon), "waits_for_opening",
            "You have both sealed founding/felt. Your part is done; a machine of Ben's has to sync once more. "
                + "The latest that came from Ben was written just now; what lies on a machine that has not synced, nobody here can know.",
            "`twofold sync` on Ben's machine, and then here."
        ),
        (
            .heldBack([round]), "held_back",
            "The server closed founding/felt with words that you had taken back or replaced, or against another answer than the one yours was "
                + "opened for. It is not opened unless you say so.",
            "`twofold seal founding/felt` opens it after all. Without it, it stays closed."
        ),
        (
            .notGenuine([round]), "not_genuine",
            "Ben's device signed two answers to founding/felt, and the one that came isn't the one that was closed with yours, so it isn't shown.",
            "Speak with Ben. Either it was sealed again afterwards, or the server mixed the two up."
        ),
        (
            .doesNotOpen([round]), "does_not_open",
            "What Ben's device sent doesn't open what it sealed for founding/felt, so there is nothing to show. The server has no part in it. "
                + "Ben has yours.",
            "Speak with Ben. `twofold again founding/felt` asks the question anew."
        ),
        (
            .heldByPartner(1), "held_by_partner",
            "Ben's device holds the settings of the two of you in a way that only it can change. 1 change of yours doesn't go through.",
            "Speak with Ben. What you answer isn't touched by it."
        ),
        (
            .offersRefused([KeptThing(.name), KeptThing(.reflection, prompt: "founding/felt")]), "offers_refused",
            "The server lost 2 things of yours and doesn't take them back: your name, a reflection on founding/felt. Something else stands in "
                + "that place there. What is kept here stays here.",
            "`twofold export` has them. What you say anew goes through."
        ),
        (
            .notAnAnswer([round]), "not_an_answer",
            "What Ben sealed for founding/felt isn't an answer, so there is nothing to show.",
            "Ask Ben about it. `twofold again founding/felt` asks the question anew."
        ),
        (
            .needsNewerVersion(2), "needs_newer_version",
            "2 things were written with a newer version of twofold, and can't be read on this device yet.",
            "Update twofold on this device. Nothing is lost."
        ),
        (
            .keysMissing(own: 2, shared: 1), "keys_missing", "3 things cannot be read here yet: the keys have not arrived.",
            "`twofold sync --all` on another machine of yours, and then `twofold sync` here. Nothing is lost."
        ),
        (
            .keysMissing(own: 0, shared: 1), "keys_missing", "1 thing cannot be read here yet: the key has not arrived.",
            "`twofold sync --all` on another machine of yours, or on one of Ben's, and then `twofold sync` here. Nothing is lost."
        ),
        (
            .keysMissing(own: 0, shared: 0), "keys_missing", "The keys to what is yours have not arrived on this machine yet.",
            "`twofold sync --all` on another machine of yours, and then `twofold sync` here. Nothing is lost."
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
                == "You have both sealed founding/felt. Your part is done; a machine of your partner's has to sync once more. "
                + "Nothing has come from your partner yet; what lies on a machine that has not synced, nobody here can know.")
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
                + #"It keeps 9 things of each of you at most. 2 changes are kept here (founding/felt).","#
                + #""next":"Whoever runs the server can raise it (--records-per-partner, --room-per-partner). What you wrote is safe here. "#
                + #"`twofold sync` tries again.","#
                + #""command":"twofold sync","prompts":["founding/felt"],"count":2,"limit":9,"seconds":null}"#)
        let clock = JSONText.line(Messages.Findings.finding(.clock(ahead: .milliseconds(-90_000)), partner: nil, page: page(80)))
        #expect(clock.hasSuffix(#""command":null,"prompts":[],"count":null,"limit":null,"seconds":-90}"#))
    }
}
