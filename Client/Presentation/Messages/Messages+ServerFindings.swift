import Catalogue
import ClientCore
import Models
import Wire

extension Messages {
    package enum ServerFindings {
        /// Findings on the server, its clock and its history.
        static func serverFinding(_ finding: Finding, _ page: OutputLayout) -> Diagnosis {
            let level = finding.level
            return switch finding {
            case .server(let address):
                Diagnosis(level, "server", "The server is \(SafeText.line(address.url)), \(trust(address)).")
            case .syncError(let error): syncError(level, error)
            case .serverClockWrong(let time):
                Diagnosis(
                    level, "server_clock", "The server's clock says \(page.date(time)), which can't be right, so it takes nothing.",
                    next:
                        "Your words are safe here. Whoever runs the server sets its clock right; then `twofold sync`."
                )
            case .clock(let ahead): clock(level, ahead)
            case .serverWentBack(let time, let left): wentBack(level, time, left, page)
            case .sealsWaitForMachines(let rounds, let machines): sealsWait(level, rounds, machines)
            case .passedOver(let count, let prompts, let machines, let asked):
                passedOver(level, count, prompts, machines, asked, page)
            case .signedByRemoved(let count, let devices):
                Diagnosis(
                    level, "signed_by_removed",
                    "\(Messages.count(count, "thing", "things")) signed by \(list(devices.map(SafeText.line))) came after that device was removed, or "
                        + "the device that removed it didn't know \(count == 1 ? "it. It doesn't" : "them. They don't") count here.",
                    next:
                        "A device that showed \(count == 1 ? "it" : "them") before still does. `twofold again` starts a new round.",
                    count: count)
            default: Diagnosis(level, "reachable", "The server answers.")
            }
        }

        private static func trust(_ address: ServerAddress) -> String {
            switch address.trust {
            case _ where !address.isSecure: "on this very device"
            case .authority: "vouched for by an authority that this device trusts"
            case .pin: "known by its pin"
            case .unverifiedForBox: "not known"
            }
        }

        private static func syncError(_ level: Finding.Level, _ error: ClientError) -> Diagnosis {
            let failure = commandError(error)
            switch error {
            case .unreachable(.unreachable), .unreachable(.timedOut), .unreachable(.interrupted):
                return Diagnosis(
                    level, failure.code, failure.message + " What you did is safe here, and goes out once it answers.",
                    next: "Check that this device is online and the server is running; then `twofold sync`.")
            case .proxy(let reply): return Network.syncError(level, reply)
            case .notTwofold:
                return Diagnosis(
                    level, failure.code, failure.message + " What you did is safe here.",
                    next:
                        "`twofold config server` shows the address. In a hotel or on a train, a login page may "
                        + "answer in its place."
                )
            case .problem(let problem) where problem.code == .notReady:
                let wait = problem.retryAfter.map { " in " + Network.waiting($0) } ?? " later"
                return Diagnosis(
                    level, failure.code, "The server is there, but can't serve right now. What you did is safe here.",
                    next: "`twofold sync` tries again\(wait). If it keeps happening, whoever runs the server should take "
                        + "a look.")
            default: return Findings.diagnosis(level, failure)
            }
        }

        private static func clock(_ level: Finding.Level, _ ahead: Duration) -> Diagnosis {
            let seconds = ahead.components.seconds
            guard level != .fine else {
                return Diagnosis(level, "clock", "This device's clock and the server's agree.", seconds: seconds)
            }
            return Diagnosis(
                level, "clock",
                "This device's clock is \(duration(max(ahead, .zero - ahead))) "
                    + "\(ahead > .zero ? "ahead of" : "behind") the server's.",
                next:
                    "Set it right, so that the times you read are right. Nothing is lost either way: which words "
                    + "are later doesn't depend on it.",
                seconds: seconds)
        }

        private static func wentBack(_ level: Finding.Level, _ time: Instant, _ left: Int, _ page: OutputLayout) -> Diagnosis {
            let rest =
                left == 0
                ? "What's kept here was offered to it again."
                : "\(count(left, "thing is", "things are")) still to be offered to it again."
            return Diagnosis(
                level, "server_went_back",
                "On \(page.date(time)) the server went back to an earlier state, or started over. " + rest,
                next: left == 0
                    ? "`twofold sync` on the other devices, your partner's too, brings back what only they hold."
                    : "`twofold sync` continues.",
                count: left)
        }

        private static func passedOver(
            _ level: Finding.Level, _ count: Int, _ prompts: [PromptID], _ machines: [String], _ asked: Instant?,
            _ page: OutputLayout
        ) -> Diagnosis {
            let whose = machines.isEmpty ? "" : " It names \(list(machines.map(SafeText.line))) as where some of it was written."
            let last = asked.map { " Twofold last asked for it again on \(page.date($0))." } ?? ""
            return Diagnosis(
                level, "passed_over",
                "The server sent \(Messages.count(count, "thing that is", "things that are")) not genuine or not "
                    + "signed by any device "
                    + "known here, so none of it was used.\(whose)\(last)",
                next:
                    "`twofold sync` asks again by itself, once a day at first. If it keeps happening, whoever runs "
                    + "the server should run `twofold-server check`.",
                prompts: prompts, count: count)
        }

        private static func sealsWait(_ level: Finding.Level, _ rounds: [RoundReference], _ machines: [String]) -> Diagnosis {
            let names = list(machines.map(SafeText.line))
            let prompts = Set(rounds.map(\.prompt)).sorted()
            return Diagnosis(
                level, "seals_wait_for_machines",
                "You sealed \(Status.rounds(rounds)) before the server went back to an earlier state. It may not "
                    + "count yet: nothing has come from \(names) since, and something taken back there must not come "
                    + "back.",
                next: "`twofold sync` on \(names). Or here: `twofold answer \(prompts[0])` seals it once more; `twofold "
                    + "devices remove \(SafeText.line(machines[0]))` removes a device that's gone.",
                prompts: prompts)
        }

        /// In the largest unit that fits at least twice, or exactly once.
        static func duration(_ span: Duration) -> String {
            let seconds = span.components.seconds
            for (length, unit) in [(86_400, "day"), (3600, "hour"), (60, "minute")] as [(Int64, String)]
            where seconds >= 2 * length || seconds == length {
                return count(Int(seconds / length), unit, unit + "s")
            }
            return count(Int(seconds), "second", "seconds")
        }
    }
}
