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
                    level, "waits_for_partner", "\(count(number, "change waits", "changes wait")) here until you have a partner.",
                    next: "`twofold invite` makes a code for them.", count: number)
            case .finished(let prompts, let isPaired): finished(level, prompts, isPaired, partner)
            case .refused(let code, let prompts, let number, let limit): refused(level, code, prompts, number, limit)
            case .stampedInVain(let prompts, let number):
                Diagnosis(
                    level, "stamped_in_vain",
                    "The server takes \(count(number, "change", "changes"))\(about(prompts)) for things of the future, "
                        + "also after their time was set anew. They are kept here.",
                    next: "Its clock is behind: whoever runs the server sets it right; then `twofold sync`.", prompts: prompts,
                    count: number)
            case .lost(let kind, let prompts): lost(level, kind, prompts)
            case .heldByPartner(let number):
                Diagnosis(
                    level, "held_by_partner",
                    "\(Notices.heldByPartner(partner)) \(count(number, "change of yours doesn't", "changes of yours don't")) go through.",
                    next: "Speak with \(partnerName(partner)). What you answer isn't touched by it.", count: number)
            case .offersRefused(let things):
                Diagnosis(
                    level, "offers_refused", Notices.offersRefused(things),
                    next: "`twofold export` has them. What you say anew goes through.",
                    prompts: Set(things.compactMap(\.prompt)).sorted(), count: things.count)
            case .pending(let number) where number > 0:
                Diagnosis(
                    level, "pending", "\(count(number, "change waits", "changes wait")) to be sent.", next: "`twofold sync`",
                    count: number)
            default: Diagnosis(level, "pending", "Nothing waits to be sent.", count: 0)
            }
        }

        private static func finished(_ level: Finding.Level, _ prompts: [PromptID], _ isPaired: Bool, _ partner: String?)
            -> Diagnosis
        {
            isPaired
                ? Diagnosis(
                    level, "finished", "Finished before \(partnerName(partner)) was there, and not sealed: \(Status.ids(prompts)).",
                    next: "`twofold seal \(prompts[0])` seals it for them.", prompts: prompts)
                : Diagnosis(
                    level, "finished", "Finished, and kept until you have a partner: \(Status.ids(prompts)). Then you are asked.",
                    next: "`twofold invite` makes a code for them.", prompts: prompts)
        }

        private static func refused(
            _ level: Finding.Level, _ code: ErrorCode, _ prompts: [PromptID], _ number: Int, _ limit: Int64?
        )
            -> Diagnosis
        {
            let failure = commandError(Problem(status: 409, code: code, title: ""))
            let bound = limit.map { " " + most($0, code) } ?? ""
            let kept = number == 1 ? "1 change is kept here" : "\(number) changes are kept here"
            let again = failure.next?.contains("`twofold sync`") == true ? "" : " `twofold sync` tries again."
            return Diagnosis(
                level, code.rawValue, "\(failure.message)\(bound) \(kept)\(about(prompts)).", next: (failure.next ?? "") + again,
                prompts: prompts, count: number, limit: limit)
        }

        private static func most(_ limit: Int64, _ code: ErrorCode) -> String {
            switch code {
            case .quotaRecords: "It keeps \(count(Int(limit), "thing", "things")) of each of you at most."
            case .quotaBytes: "It keeps \(size(limit)) of each of you at most."
            case .tooManyWrites: "It takes \(count(Int(limit), "change", "changes")) at once at most."
            default: "It takes \(size(limit)) at once at most."
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
                    "Of \(Status.ids(prompts)) a later version came from another of your machines, and stands. Yours is kept."
                case .locked:
                    "A change to \(Status.ids(prompts)) came after you had both sealed it, so the answer stays as it was. Your words are kept."
                case .pairReplaced:
                    "After the server went back, other answers to \(Status.ids(prompts)) stand. Those that you had read are kept."
                }
            let prompt = prompts[0]
            let next =
                kind == .locked
                ? "`twofold history \(prompt)` numbers it; `twofold reflect \(prompt) --version N` says it under what is open."
                : "`twofold history \(prompt)` has it."
            return Diagnosis(level, "lost_\(kind.rawValue)", message, next: next, prompts: prompts)
        }
    }
}
