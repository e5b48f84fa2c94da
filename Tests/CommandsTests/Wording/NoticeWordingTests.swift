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
            "A later version of founding/a came from another of your machines. Yours is kept: `twofold history founding/a`."
        ),
        (
            .locked(prompt: "founding/a"),
            "A change to founding/a came after you had both sealed it, so the answer stays as it was. Your words are kept: "
                + "`twofold history founding/a` numbers them, and `twofold reflect founding/a --version N` says them under it, "
                + "once it is open."
        ),
        (
            .notBelieved(what: "record\u{1B}", prompt: nil),
            "The server handed over something that is not genuine (record␛). It was not believed."
        ),
        (
            .notBelieved(what: "answer", prompt: "founding/a"),
            "The server handed over another answer to founding/a than the one that was closed with yours. It was not believed."
        ),
        (
            .doesNotOpen(prompt: "founding/a"),
            "What Ben's device sent doesn't open what it sealed for founding/a, so there is nothing to show. Ben has yours."
        ),
        (.keyDoesNotOpen(isMine: false), "Ben's device signed a key for this device that can't be opened. It isn't used."),
        (
            .inTheWay(prompt: nil),
            "Ben's device sent something under a name that something else has here already. It wasn't taken."
        ),
        (
            .offersRefused([KeptThing(.pledge)]),
            "The server lost 1 thing of yours and doesn't take it back: a pledge. Something else stands in that place there. "
                + "What is kept here stays here. `twofold export` has them."
        ),
        (
            .heldByPartner,
            "Ben's device holds the settings of the two of you in a way that only it can change. Your change is kept here."
        ),
        (.serverWentBack, "The server went back to an earlier state. Everything kept here was offered to it again."),
        (.foundedAgain, "The server no longer knew the two of you. You were registered again, with everything kept here."),
        (.partnerJoined, "Ben has joined you. `twofold fingerprint` shows what the two of you compare."),
        (.partnerLeft, "Ben has left. What opened stays readable here; nothing new can be sealed or sent."),
        (
            .heldBack(prompt: "founding/a"),
            "The server closed founding/a with a version that you had taken back or replaced. It is not opened."
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
            "Something was signed by a device that was removed before. That doesn't count here. `twofold doctor` says more."
        ),
        (
            .sealedByRemoved(prompt: "founding/a"),
            "A device that you had removed sealed your answer to founding/a, so it doesn't count here. The next round has started: "
                + "`twofold answer founding/a`."
        ),
        (
            .notAnAnswer(prompt: "founding/a"),
            "What Ben sealed for founding/a isn't an answer, so there is nothing to show."
        ),
        (
            .refused(code: .quotaBytes, prompt: nil),
            "The server does not take something that you did. Your room on this server is used up. It is kept here."
        ),
    ]

    @Test(arguments: sentences) func `each notice is a sentence or two`(notice: Notice, sentence: String) {
        #expect(Messages.Notices.notice(notice, partner: "Ben") == sentence)
    }
}
