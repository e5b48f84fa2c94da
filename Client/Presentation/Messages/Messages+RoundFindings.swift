import Catalogue
import ClientCore
import Models

extension Messages {
    package enum RoundFindings {
        /// Findings on current rounds.
        static func roundFinding(_ finding: Finding, _ partner: String?, _ page: OutputLayout) -> Diagnosis {
            let who = partnerName(partner)
            switch finding {
            case .answerAwaited(let rounds):
                return diagnosis(
                    finding, "answer_awaited",
                    "\(partnerFirst(partner)) has answered \(Status.rounds(rounds)), and is waiting for you.",
                    next: "`twofold answer \(first(rounds))`", rounds)
            case .waitsForSeal(let rounds, let seen):
                return diagnosis(
                    finding, "waits_for_seal",
                    "You've answered \(Status.rounds(rounds)). \(rounds.count == 1 ? "It's" : "They're") revealed "
                        + "once \(who) seals too. "
                        + lastSeen(seen, partner, page),
                    next: "There's nothing you need to do; ask \(who) to sync, if you like.", rounds)
            case .opensWithSync(let rounds):
                return diagnosis(
                    finding, "opens_with_sync",
                    "You've both sealed \(Status.rounds(rounds)), but your part hasn't gone out yet.",
                    next: "`twofold sync`", rounds)
            case .waitsForOpening(let rounds, let seen):
                return diagnosis(
                    finding, "waits_for_opening",
                    "You've both sealed \(Status.rounds(rounds)). Your part is done; one of "
                        + "\(Findings.possessive(partner)) devices must sync once more. "
                        + lastSeen(seen, partner, page),
                    next: "`twofold sync` on \(Findings.possessive(partner)) device, then here.", rounds)
            case .heldBack(let rounds):
                return diagnosis(
                    finding, "held_back",
                    "The server closed \(Status.rounds(rounds)) with words you had taken back or replaced, or "
                        + "against another answer than the one yours was revealed for. It isn't revealed unless you say "
                        + "so.",
                    next: "`twofold seal \(first(rounds))` reveals it after all. Without that, it stays closed.", rounds)
            case .notGenuine(let rounds):
                return diagnosis(
                    finding, "not_genuine",
                    "\(Notices.capitalized(Notices.deviceOf(partner))) signed two answers to "
                        + "\(Status.rounds(rounds)), and the one that came isn't the one that belongs with yours, so it "
                        + "isn't shown.",
                    next: "Talk to \(who). Either it was sealed again afterwards, or the server mixed the two up.", rounds)
            case .doesNotOpen(let rounds):
                return diagnosis(
                    finding, "does_not_open",
                    "What \(Notices.deviceOf(partner)) sent doesn't open what it sealed for "
                        + "\(Status.rounds(rounds)), so there's nothing to show. This isn't the server's doing. "
                        + "\(partnerFirst(partner)) can read yours.",
                    next: "Talk to \(who). `twofold again \(first(rounds))` asks the question again.", rounds)
            case .notAnAnswer(let rounds):
                return diagnosis(
                    finding, "not_an_answer",
                    "What \(who) sealed for \(Status.rounds(rounds)) isn't an answer, so there's nothing to show.",
                    next: "Ask \(who) about it. `twofold again \(first(rounds))` asks the question again.", rounds)
            default: preconditionFailure("only findings about rounds come here")
            }
        }

        private static func diagnosis(
            _ finding: Finding, _ code: String, _ message: String, next: String, _ rounds: [RoundReference]
        )
            -> Diagnosis
        {
            Diagnosis(finding.level, code, message, next: next, prompts: Set(rounds.map(\.prompt)).sorted(), count: rounds.count)
        }

        private static func first(_ rounds: [RoundReference]) -> PromptID { rounds[0].prompt }

        /// What this home can know about the partner's devices.
        private static func lastSeen(_ seen: Instant?, _ partner: String?, _ page: OutputLayout) -> String {
            let latest =
                seen.map { "The latest from \(partnerName(partner)) was written \(page.age($0))" }
                ?? "Nothing has come from \(partnerName(partner)) yet"
            return latest + "; what's on a device that hasn't synced, no one here can know."
        }
    }
}
