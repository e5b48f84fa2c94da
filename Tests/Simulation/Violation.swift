/// A promise that was broken.
struct Violation: Error, CustomStringConvertible {
    /// The letter of the promise in docs/proof.md.
    enum Promise: String {
        case unreadBefore = "(a) nothing is read before its time"
        case oneContentKey = "(a) no two versions share a content key"
        case revealedToBoth = "(b) revealed to both or to none"
        case revealedForGood = "(c) a revealed pair never changes"
        case convergence = "(d) all devices converge"
        case editsWin = "(d) no edit loses to a version that it had read"
        case wordsKept = "(e) no words vanish"
        case repeatable = "(f) repeating changes nothing"
        case silence = "(g) drafts, skips and unseen withdrawals leave no trace"
        case removedForGood = "(h) a removed device is out"
        case honesty = "(i) honest runs show nothing as tampered, nor as locked without reason"
        case nothingInTheWay = "(k) nobody's keys but one's own are needed to go on"
        case rest = "(j) a bounded number of syncs brings everybody to rest"
        case soundness = "nothing fails for a reason of its own"
    }

    let promise: Promise
    let detail: String

    var description: String { "\(promise.rawValue): \(detail)" }
}
