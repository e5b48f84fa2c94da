import Catalogue
package import ClientCore
package import Models

extension Messages {
    package enum Status {
        static let noPrompts = "No prompt fits."

        /// For an imported round, says only what its export claims: no server has confirmed it here.
        package static func state(_ round: RoundView, partner: String?) -> String {
            guard round.isArchived else {
                let theirs =
                    round.theirsUnread.flatMap { unread(theirs: $0, partner: partner) } ?? state(round.state, partner: partner)
                return theirs + (round.mineUnread.flatMap(unread(mine:)).map { " " + $0 } ?? "")
            }
            return switch round.state {
            case .revealed: "Brought in from an export; open when it was written."
            case .tampered: "Brought in from an export, without the other answer: it was not what was sealed."
            case .open, .sealedByMe, .sealedByPartner, .sealedByBoth, .closed:
                "Brought in from an export; not open when it was written."
            }
        }

        package static func state(_ state: PromptState, partner: String?) -> String {
            switch state {
            case .open: "Open."
            case .sealedByMe: "You have sealed yours. It opens once \(partnerName(partner)) has sealed theirs."
            case .sealedByPartner: "\(partnerFirst(partner)) has sealed theirs. It opens once you have sealed yours."
            case .sealedByBoth: "You have both sealed. It opens once both of you have synced again."
            case .revealed: "Opened."
            case .closed: "Closed: a device that was removed had sealed one of the two answers. The next round has started."
            case .tampered:
                "You have both sealed, but what came from \(partnerName(partner)) isn't what was closed with yours, so it isn't shown."
            }
        }

        /// - Returns: `nil` if the state says it all: the key is on its way.
        private static func unread(theirs reason: UnreadAnswer, partner: String?) -> String? {
            switch reason {
            case .keyMissing:
                "You have both sealed. What \(Notices.deviceOf(partner)) sent to open it is under a key that hasn't come here. `twofold sync` on it, and "
                    + "then here, may bring the key; if it doesn't, the fault is in what was sent."
            case .doesNotOpen:
                "You have both sealed. What \(Notices.deviceOf(partner)) sent doesn't open what it sealed, so there is nothing to show."
            case .needsNewerVersion:
                "Opened. \(partnerFirst(partner)) sealed with a newer version of twofold: update it on this device to read the answer."
            case .notAnAnswer: "Opened. What \(partnerName(partner)) sealed isn't an answer, so there is nothing to show."
            }
        }

        private static func unread(mine reason: UnreadAnswer) -> String? {
            switch reason {
            case .keyMissing: "The key to your own answer hasn't arrived on this device yet."
            case .needsNewerVersion:
                "You sealed with a newer version of twofold on another device: update it on this one to read your answer."
            case .notAnAnswer, .doesNotOpen: nil
            }
        }

        static func couple(_ status: StatusView) -> String {
            let me = status.name.map(SafeText.line) ?? "You"
            return switch status.phase {
            case .waiting: "\(me), with nobody yet"
            case .paired: "\(me) and \(partnerName(status.partner))"
            case .partnerLeft: "\(me). \(partnerFirst(status.partner)) has left"
            case .left: "\(me), having left"
            case .removed: "\(me), on a machine that was removed"
            }
        }

        package static func nothingWaits(_ status: StatusView) -> String {
            switch status.phase {
            case .waiting: "`twofold invite` makes a code for your partner; `twofold join` takes one."
            case .paired: "Nothing is waiting. `twofold answer` picks a question."
            case .partnerLeft, .left, .removed: "What you have read stays readable."
            }
        }

        /// What needs attention: what the partner did, then the rest, most joyful first.
        static func matters(_ status: StatusView) -> [String] {
            var lines = News.lines(status)
            if !status.withUnread.isEmpty { lines.append(Reflections.unread(status.withUnread, status.partner)) }
            if !status.opened.isEmpty {
                lines.append("Opened: \(rounds(status.opened)). `twofold open` shows \(status.opened.count == 1 ? "it" : "them").")
            }
            if !status.needsNewerVersion.isEmpty {
                lines.append(
                    "Opened, but sealed with a newer version of twofold: \(rounds(status.needsNewerVersion)). Update it on this device."
                )
            }
            let prompts = status.waitingForMe.filter { $0 != CheckIn.prompt.id }
            let others = prompts.filter { !News.questions(status).contains($0) }
            if !others.isEmpty { lines.append("Waiting for you: \(ids(others)). `twofold answer`") }
            if prompts.count < status.waitingForMe.count {
                lines.append("\(partnerFirst(status.partner)) has checked in. `twofold checkin`")
            }
            if !status.waitingForPartner.isEmpty {
                lines.append("Waiting for \(partnerName(status.partner)): \(ids(status.waitingForPartner)).")
            }
            lines += News.drafts(status.drafts)
            if !status.finishedDrafts.isEmpty {
                lines.append(
                    status.phase == .paired
                        ? "Finished before \(partnerName(status.partner)) was there: \(ids(status.finishedDrafts)). "
                            + "`twofold seal PROMPT`"
                        : "Finished, and kept until you have a partner: \(ids(status.finishedDrafts)).")
            }
            if status.refused > 0 {
                lines.append(refused(status.refused))
            }
            if status.pending > status.refused, status.phase != .waiting {
                lines.append("\(count(status.pending - status.refused, "change waits", "changes wait")) to be sent.")
            }
            return lines
        }

        static func refused(_ number: Int) -> String {
            "The server refuses \(count(number, "change", "changes")). `twofold doctor` says more."
        }

        static func lastSync(_ status: StatusView, page: OutputLayout) -> String {
            guard let server = status.server else { return "No server yet." }
            let when = status.lastSync.map { "Last synced \(page.age($0))" } ?? "Never synced"
            return "\(when) with \(SafeText.line(server))"
        }

        /// How old the data shown is, after a failed refresh.
        package static func asOf(_ time: Instant?, because failure: CommandError, page: OutputLayout) -> String {
            failure.message + (time.map { " What you see is as it was \(page.age($0))." } ?? " Nothing was ever fetched.")
        }

        package static func rounds(_ rounds: [RoundReference]) -> String {
            firstFew(rounds.map { $0.number == 1 ? "\($0.prompt)" : "\($0.prompt) (round \($0.number))" })
        }

        /// The first few ids, and the number of others.
        static func ids(_ prompts: [PromptID]) -> String { firstFew(prompts.map(\.description)) }

        private static func firstFew(_ names: [String]) -> String {
            list(Array(names.prefix(5))) + (names.count > 5 ? " and \(names.count - 5) more" : "")
        }
    }
}
