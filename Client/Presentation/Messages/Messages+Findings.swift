package import ClientCore
import Machine
import Models

extension Messages {
    package enum Findings {
        /// A finding about a home, and what to do about it, if anything.
        ///
        /// - Parameters:
        ///   - partner: the partner's name.
        ///   - page: formats ages.
        package static func finding(_ finding: Finding, partner: String?, page: OutputLayout) -> Diagnosis {
            let level = finding.level
            return switch finding {
            case .home: Diagnosis(level, "home", "The home is readable.")
            case .unwritable(let reason): unwritable(level, reason)
            case .storeKeyWrong: diagnosis(level, commandError(ClientError.storeKeyWrong))
            case .phase(let phase): self.phase(level, phase, partner)
            case .leaving: Diagnosis(level, "leaving", Membership.leavingWaits, next: Membership.leavingNext)
            case .kit(let exists):
                Diagnosis(
                    level, "kit", exists ? "You have a recovery kit." : "You have no recovery kit yet.",
                    next: exists ? "`twofold kit --check` checks that yours still works." : "`twofold kit` makes one.")
            case .server, .reachable, .syncError, .serverClockWrong, .clock, .serverWentBack, .sealsWaitForMachines, .passedOver,
                .signedByRemoved:
                ServerFindings.serverFinding(finding, page)
            case .pending, .waitsForPartner, .finished, .refused, .stampedInVain, .lost, .heldByPartner, .offersRefused:
                ChangeFindings.changeFinding(finding, partner)
            case .answerAwaited, .waitsForSeal, .opensWithSync, .waitsForOpening, .heldBack, .notGenuine, .doesNotOpen,
                .notAnAnswer:
                RoundFindings.roundFinding(finding, partner, page)
            case .keysMissing(let own, let shared): keysMissing(level, own, shared, partner)
            case .needsNewerVersion(let things):
                Diagnosis(
                    level, "needs_newer_version",
                    "\(count(things, "thing was", "things were")) written with a newer version of twofold, and can't be read on this device yet.",
                    next: "Update twofold on this device. Nothing is lost.", count: things)
            }
        }

        /// A problem in the file system.
        package static func inspectionError(_ error: HomeInspectionError) -> Diagnosis {
            switch error {
            case .openToOthers(let path):
                Diagnosis(.problem, "modes", "Others who use this device can read or write \(path).", next: "`chmod go= '\(path)'`")
            case .damaged:
                Diagnosis(
                    .problem, "damaged", "This home's file is damaged.",
                    next: "Keep a copy. Another of your devices, or the kit, brings everything back into a new TWOFOLD_HOME.")
            case .leftBehind(let left): leftBehind(left, EditorTask(session: left.session))
            case .rescued(let folder, let number):
                Diagnosis(
                    .note, "rescued",
                    "\(count(number, "file", "files")) with words of yours that couldn't be saved elsewhere: in \(SafeText.line(folder)).",
                    next: "Give them to a command with --file, or delete what you don't need.", count: number)
            case .unreadable(let failure): diagnosis(.problem, failure)
            }
        }

        private static func leftBehind(_ left: EditorLeftover, _ task: EditorTask?) -> Diagnosis {
            let command = EditorTask.command(of: task)
            func found(_ level: Finding.Level, _ code: String, _ message: String, next: String?) -> Diagnosis {
                Diagnosis(level, code, message, next: next, prompts: task.map { [$0.prompt] } ?? [])
            }
            return switch left.state {
            case .words:
                found(
                    .note, "left_behind", "An editor that ended early left your words in \(left.path).",
                    next: "`\(command)` goes on from there.")
            case .notText:
                found(.problem, "not_text", Machine.notUTF8(left.path), next: Machine.convert(thenGoOnWith: "`\(command)`"))
            case .editorsOwn:
                found(
                    .note, "left_behind", "An editor that ended early left \(left.path), which only it can read.",
                    next: "`\(command)` opens that editor, which offers to recover it. If you don't need it, delete the file.")
            case .unreadable(let error):
                found(.problem, commandError(error).code, commandError(error).message, next: commandError(error).next)
            }
        }

        package static let nothingWaits = "Nothing is waiting, and nothing is wrong."

        static func diagnosis(_ level: Finding.Level, _ failure: CommandError) -> Diagnosis {
            Diagnosis(level, failure.code, failure.message, next: failure.next)
        }

        private static func unwritable(_ level: Finding.Level, _ reason: HomeStoreError) -> Diagnosis {
            let failure = commandError(reason)
            let message: String? =
                switch reason {
                case .full: "The home is readable, but the disk is full: nothing new can be saved."
                case .readOnly: "The home is readable, but read-only: nothing new can be saved."
                default: nil
                }
            return Diagnosis(level, failure.code, message ?? failure.message, next: failure.next)
        }

        private static func phase(_ level: Finding.Level, _ phase: MembershipPhase, _ partner: String?) -> Diagnosis {
            switch phase {
            case .waiting:
                Diagnosis(level, "waiting", "No one has joined you yet.", next: "`twofold invite` makes a code for your partner.")
            case .paired: Diagnosis(level, "paired", "You're paired.")
            case .partnerLeft:
                Diagnosis(
                    level, "partner_left",
                    "\(partnerFirst(partner)) has left. What was revealed stays readable here; nothing new is sent.",
                    next: "`twofold leave` puts this couple away.")
            case .left:
                Diagnosis(
                    level, "you_left", "You've left. What you had read stays readable here; nothing is sent.",
                    next: "`twofold leave` puts this couple away.")
            case .removed:
                Diagnosis(
                    level, "device_removed",
                    "Another of your devices removed this one. What's here stays readable; nothing is sent or fetched.",
                    next: "To use it again: `twofold link` on the other device makes a code for a new TWOFOLD_HOME on this one."
                )
            }
        }

        private static func keysMissing(_ level: Finding.Level, _ own: Int, _ shared: Int, _ partner: String?) -> Diagnosis {
            let things = own + shared
            let message =
                things == 0
                ? "The keys to what's yours haven't reached this device yet."
                : "\(count(things, "thing", "things")) can't be read here yet: the "
                    + "\(things == 1 ? "key hasn't" : "keys haven't") arrived."
            let whose =
                own == 0 && shared > 0
                ? "on another of your devices, or on one of \(possessive(partner))" : "on another of your devices"
            return Diagnosis(
                level, "keys_missing", message,
                next: "`twofold sync --all` \(whose), then `twofold sync` here. Nothing is lost.",
                count: things)
        }

        /// The partner as an owner: `Ben's`.
        static func possessive(_ partner: String?) -> String { partnerName(partner) + "'s" }
    }
}
