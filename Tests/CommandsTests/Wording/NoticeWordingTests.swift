import ClientCore
import Commands
import Presentation
import Support
import Testing
import Wire

@Suite("The wording of notices")
struct NoticeWordingTests {
    private static let sentences: [(Notice, String)] = [
        (
            .superseded(prompt: "founding/a"),
            "A later version of founding/a came from another of your devices. Yours is kept: `twofold history founding/a`."
        ),
        (
            .locked(prompt: "founding/a"),
            "A change to founding/a came after you'd both sealed it, so the answer stays as it was. Your words are "
                + "safe: `twofold history founding/a` numbers them, and `twofold reflect founding/a --version N` says "
                + "them under it, once it's revealed."
        ),
        (
            .notBelieved(what: "record\u{1B}", prompt: nil),
            "The server sent something that isn't genuine (record␛). It wasn't used."
        ),
        (
            .notBelieved(what: "answer", prompt: "founding/a"),
            "The server sent another answer to founding/a than the one that belongs with yours. It wasn't used."
        ),
        (
            .doesNotOpen(prompt: "founding/a"),
            "What Ben's device sent doesn't open what it sealed for founding/a, so there's nothing to show. Ben can read yours."
        ),
        (.keyDoesNotOpen(isMine: false), "Ben's device signed a key for this device that can't be opened. It isn't used."),
        (
            .inTheWay(prompt: nil),
            "Ben's device sent something under a name that something else already has here. It wasn't taken."
        ),
        (
            .offersRefused([KeptThing(.pledge)]),
            "The server lost 1 thing of yours and doesn't take it back: a pledge. Something else has that place "
                + "there now. What's kept here stays here. `twofold export` has them."
        ),
        (
            .heldByPartner,
            "Ben's device wrote your shared settings in a way that only it can change. Your change is kept here."
        ),
        (.serverWentBack, "The server went back to an earlier state. Everything kept here was offered to it again."),
        (.foundedAgain, "The server no longer knew the two of you. You're registered again, with everything kept here."),
        (
            .partnerJoined,
            "Ben has joined you. Compare fingerprints, to know that no one is intercepting you: `twofold fingerprint`"
        ),
        (.partnerLeft, "Ben has left. What was revealed stays readable here; nothing new can be sealed or sent."),
        (
            .heldBack(prompt: "founding/a"),
            "The server closed founding/a with a version you had taken back or replaced, so it isn't revealed."
        ),
        (
            .needsNewerVersion(prompt: "founding/a"),
            "Something for founding/a was written with a newer version of twofold, and can't be read on this device yet. "
                + "Nothing is lost: update twofold here to read it."
        ),
        (
            .needsNewerVersion(prompt: nil),
            "Something was written with a newer version of twofold, and can't be read on this device yet. "
                + "Nothing is lost: update twofold here to read it."
        ),
        (
            .notBelieved(what: "removed", prompt: nil),
            "Something was signed by a device that had already been removed. That doesn't count here. `twofold doctor` says more."
        ),
        (
            .sealedByRemoved(prompt: "founding/a"),
            "Your answer to founding/a was sealed on a device that you had removed, so it doesn't count here. The next round has started: "
                + "`twofold answer founding/a`."
        ),
        (
            .notAnAnswer(prompt: "founding/a"),
            "What Ben sealed for founding/a isn't an answer, so there's nothing to show."
        ),
        (
            .refused(code: .quotaBytes, prompt: nil),
            "The server doesn't take something you did. Your room on this server is used up. It's safe here."
        ),
    ]

    @Test(arguments: sentences) func `each notice is a sentence or two`(notice: Notice, sentence: String) {
        #expect(Messages.Notices.notice(notice, partner: "Ben") == sentence)
    }
}
