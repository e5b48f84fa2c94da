import Catalogue
import ClientCore
import Wire

extension Messages {
    package enum ChangeFindings {
        /// Findings on unsent changes, and on edits that lost.
        static func changeFinding(_ finding: Finding, _ partner: String?) -> Diagnosis {
            let level = finding.level
            return switch finding {
            case .waitsForPartner(let number):
                Diagnosis(
                    level, "waits_for_partner",
                    "\(count(number, "change is waiting", "changes are waiting")) here until you have a partner.",
                    next: "`twofold invite` makes a code for your partner.", count: number)
            case .finished(let prompts, let isPaired): finished(level, prompts, isPaired, partner)
            case .refused(let code, let prompts, let number, let limit): refused(level, code, prompts, number, limit)
            case .stampedInVain(let prompts, let number):
                Diagnosis(
                    level, "stamped_in_vain",
                    "The server rejects \(count(number, "change", "changes"))\(about(prompts)): by its clock, "
                        + "\(number == 1 ? "it comes" : "they come") from the future, "
                        + "even after a second try. What you did is safe here.",
                    next: "The server's clock is behind. Whoever runs the server sets it right; then `twofold sync`.",
                    prompts: prompts,
                    count: number)
            case .lost(let kind, let prompts): lost(level, kind, prompts)
            case .heldByPartner(let number):
                Diagnosis(
                    level, "held_by_partner",
                    "\(Notices.heldByPartner(partner)) \(count(number, "change of yours doesn't", "changes of yours don't")) go through.",
                    next: "Talk to \(partnerName(partner)). Your answers aren't affected.", count: number)
            case .offersRefused(let things):
                Diagnosis(
                    level, "offers_refused", Notices.offersRefused(things),
                    next: "`twofold export` has what you wrote. Say it again, and it goes through.",
                    prompts: Set(things.compactMap(\.prompt)).sorted(), count: things.count)
            case .pending(let number) where number > 0:
                Diagnosis(
                    level, "pending", "\(count(number, "change is waiting", "changes are waiting")) to be sent.",
                    next: "`twofold sync`",
                    count: number)
            default: Diagnosis(level, "pending", "Nothing is waiting to be sent.", count: 0)
            }
        }

        private static func finished(_ level: Finding.Level, _ prompts: [PromptID], _ isPaired: Bool, _ partner: String?)
            -> Diagnosis
        {
            isPaired
                ? Diagnosis(
                    level, "finished", "Finished before \(partnerName(partner)) joined, and not sealed: \(Status.ids(prompts)).",
                    next: "Seal it: `twofold seal \(prompts[0])`", prompts: prompts)
                : Diagnosis(
                    level, "finished", "Finished, and kept until you have a partner: \(Status.ids(prompts)). You'll be asked then.",
                    next: "`twofold invite` makes a code for your partner.", prompts: prompts)
        }

        private static func refused(
            _ level: Finding.Level, _ code: ErrorCode, _ prompts: [PromptID], _ number: Int, _ limit: Int64?
        )
            -> Diagnosis
        {
            let failure = commandError(Problem(status: 409, code: code, title: ""))
            let bound = limit.map { " " + most($0, code) } ?? ""
            let kept = number == 1 ? "1 change is safe here" : "\(number) changes are safe here"
            let again = failure.next?.contains("`twofold sync`") == true ? "" : " `twofold sync` tries again."
            return Diagnosis(
                level, code.rawValue, "\(failure.message)\(bound) \(kept)\(about(prompts)).", next: (failure.next ?? "") + again,
                prompts: prompts, count: number, limit: limit)
        }

        private static func most(_ limit: Int64, _ code: ErrorCode) -> String {
            switch code {
            case .quotaRecords: "It keeps at most \(count(Int(limit), "thing", "things")) for each of you."
            case .quotaBytes: "It keeps at most \(size(limit)) for each of you."
            case .tooManyWrites: "It takes at most \(count(Int(limit), "change", "changes")) at once."
            default: "It takes at most \(size(limit)) at once."
            }
        }

        private static func size(_ bytes: Int64) -> String {
            bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : bytes >= 1 << 10 ? "\(bytes >> 10) KiB" : count(Int(bytes), "byte", "bytes")
        }

        private static func about(_ prompts: [PromptID]) -> String { prompts.isEmpty ? "" : " (\(Status.ids(prompts)))" }

        private static func lost(_ level: Finding.Level, _ kind: LostEdit, _ prompts: [PromptID]) -> Diagnosis {
            let message =
                switch kind {
                case .superseded:
                    "A later version of \(Status.ids(prompts)) came from another of your devices, and that one "
                        + "counts. Yours is kept."
                case .locked:
                    "A change to \(Status.ids(prompts)) came after you'd both sealed it, so the answer stays as it "
                        + "was. Your words are safe."
                case .pairReplaced:
                    "After the server went back to an earlier state, other answers to \(Status.ids(prompts)) count "
                        + "now. The ones you had read are kept."
                }
            let prompt = prompts[0]
            let next =
                kind == .locked
                ? "`twofold history \(prompt)` numbers it; `twofold reflect \(prompt) --version N` says it under the answers."
                : "`twofold history \(prompt)` shows it."
            return Diagnosis(level, "lost_\(kind.rawValue)", message, next: next, prompts: prompts)
        }
    }
}
