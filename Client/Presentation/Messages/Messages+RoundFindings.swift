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
                    finding, "answer_awaited", "\(partnerFirst(partner)) has sealed \(Status.rounds(rounds)), and waits for yours.",
                    next: "`twofold answer \(first(rounds))`", rounds)
            case .waitsForSeal(let rounds, let seen):
                return diagnosis(
                    finding, "waits_for_seal",
                    "You have sealed \(Status.rounds(rounds)). \(rounds.count == 1 ? "It opens" : "They open") once \(who) has sealed too. "
                        + lastSeen(seen, partner, page),
                    next: "Nothing is to be done here; ask \(who) to sync, if you like.", rounds)
            case .opensWithSync(let rounds):
                return diagnosis(
                    finding, "opens_with_sync",
                    "You have both sealed \(Status.rounds(rounds)), and your part has not gone out yet.",
                    next: "`twofold sync`", rounds)
            case .waitsForOpening(let rounds, let seen):
                return diagnosis(
                    finding, "waits_for_opening",
                    "You have both sealed \(Status.rounds(rounds)). Your part is done; a machine of \(Findings.possessive(partner)) has to sync once more. "
                        + lastSeen(seen, partner, page),
                    next: "`twofold sync` on \(Findings.possessive(partner)) machine, and then here.", rounds)
            case .heldBack(let rounds):
                return diagnosis(
                    finding, "held_back",
                    "The server closed \(Status.rounds(rounds)) with words that you had taken back or replaced, "
                        + "or against another answer than the one yours was opened for. It is not opened unless you say so.",
                    next: "`twofold seal \(first(rounds))` opens it after all. Without it, it stays closed.", rounds)
            case .notGenuine(let rounds):
                return diagnosis(
                    finding, "not_genuine",
                    "\(Notices.capitalized(Notices.deviceOf(partner))) signed two answers to \(Status.rounds(rounds)), and the one that came isn't the one that was "
                        + "closed with yours, so it isn't shown.",
                    next: "Speak with \(who). Either it was sealed again afterwards, or the server mixed the two up.", rounds)
            case .doesNotOpen(let rounds):
                return diagnosis(
                    finding, "does_not_open",
                    "What \(Notices.deviceOf(partner)) sent doesn't open what it sealed for \(Status.rounds(rounds)), so there is nothing to show. "
                        + "The server has no part in it. \(partnerFirst(partner)) has yours.",
                    next: "Speak with \(who). `twofold again \(first(rounds))` asks the question anew.", rounds)
            case .notAnAnswer(let rounds):
                return diagnosis(
                    finding, "not_an_answer",
                    "What \(who) sealed for \(Status.rounds(rounds)) isn't an answer, so there is nothing to show.",
                    next: "Ask \(who) about it. `twofold again \(first(rounds))` asks the question anew.", rounds)
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
                seen.map { "The latest that came from \(partnerName(partner)) was written \(page.age($0))" }
                ?? "Nothing has come from \(partnerName(partner)) yet"
            return latest + "; what lies on a machine that has not synced, nobody here can know."
        }
    }
}
