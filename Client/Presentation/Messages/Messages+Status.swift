import Catalogue
package import ClientCore
package import Models

extension Messages {
    package enum Status {
        static let noPrompts = "No question fits."

        /// For an imported round, says only what its export claims: no server has confirmed it here.
        package static func state(_ round: RoundView, partner: String?) -> String {
            guard round.isArchived else {
                let theirs =
                    round.theirsUnread.flatMap { unread(theirs: $0, partner: partner) } ?? state(round.state, partner: partner)
                return theirs + (round.mineUnread.flatMap(unread(mine:)).map { " " + $0 } ?? "")
            }
            return switch round.state {
            case .revealed: "Imported from an export; it was revealed when that was written."
            case .tampered: "Imported from an export, without the other answer: it wasn't what was sealed."
            case .open, .sealedByMe, .sealedByPartner, .sealedByBoth, .closed:
                "Imported from an export; it wasn't revealed when that was written."
            }
        }

        package static func state(_ state: PromptState, partner: String?) -> String {
            switch state {
            case .open: "Not answered yet."
            case .sealedByMe: "You've answered. Both answers are revealed once \(partnerName(partner)) seals too."
            case .sealedByPartner: "\(partnerFirst(partner)) has answered. Both answers are revealed once you seal yours."
            case .sealedByBoth: "You've both sealed. Your answers are revealed once both of you have synced again."
            case .revealed: "Revealed."
            case .closed: "Closed: one of the two answers was sealed on a device that had been removed. The next round has started."
            case .tampered:
                "You've both sealed, but what came from \(partnerName(partner)) isn't what belongs with your "
                    + "answer, so it isn't shown."
            }
        }

        /// - Returns: `nil` if the state says it all: the key is on its way.
        private static func unread(theirs reason: UnreadAnswer, partner: String?) -> String? {
            switch reason {
            case .keyMissing:
                "You've both sealed. What \(Notices.deviceOf(partner)) sent to reveal it is under a key that hasn't "
                    + "come here. `twofold sync` on it, and then here, may bring the key; if not, something is wrong with "
                    + "what was sent."
            case .doesNotOpen:
                "You've both sealed. What \(Notices.deviceOf(partner)) sent doesn't open what it sealed, so there's "
                    + "nothing to show."
            case .needsNewerVersion:
                "Revealed. \(partnerFirst(partner)) sealed with a newer version of twofold: update it on this "
                    + "device to read the answer."
            case .notAnAnswer: "Revealed. What \(partnerName(partner)) sealed isn't an answer, so there's nothing to show."
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
            switch status.phase {
            case .waiting: (status.name.map { "\(SafeText.line($0)) is" } ?? "You're") + " waiting for a partner"
            case .paired: "\(status.name.map(SafeText.line) ?? "You") and \(partnerName(status.partner))"
            case .partnerLeft: "\(partnerFirst(status.partner)) has left"
            case .left: "You've left"
            case .removed: "This device was removed"
            }
        }

        package static func nothingWaits(_ status: StatusView) -> String {
            switch status.phase {
            case .waiting: "`twofold invite` makes a code for your partner; `twofold join` takes one."
            case .paired: "Nothing is waiting. `twofold answer` picks a question."
            case .partnerLeft, .left, .removed: "What you've read stays readable."
            }
        }

        /// What needs attention: what the partner did, then the rest, most joyful first.
        static func matters(_ status: StatusView, on page: OutputLayout) -> [String] {
            var lines = status.isLeaving ? [Membership.leavingWaits + " " + Membership.leavingNext] : []
            lines += News.lines(status, on: page)
            if !status.withUnread.isEmpty { lines.append(Reflections.unread(status.withUnread, status.partner, status.names)) }
            if !status.opened.isEmpty {
                lines.append(Confirmations.opened(status.opened, status.names))
            }
            if !status.needsNewerVersion.isEmpty {
                lines.append(
                    "Revealed, but sealed with a newer version of twofold: \(rounds(status.needsNewerVersion, status.names)). "
                        + "Update it on this device."
                )
            }
            let prompts = status.waitingForMe.filter { $0 != CheckIn.prompt.id }
            let others = prompts.filter { !News.questions(status).contains($0) }
            if !others.isEmpty { lines.append("Waiting for you: \(ids(others, status.names)). `twofold answer`") }
            if prompts.count < status.waitingForMe.count {
                lines.append("\(partnerFirst(status.partner)) has checked in. `twofold checkin`")
            }
            if !status.waitingForPartner.isEmpty {
                lines.append("Waiting for \(partnerName(status.partner)): \(ids(status.waitingForPartner, status.names)).")
            }
            lines += News.drafts(status.drafts, status.names)
            if !status.finishedDrafts.isEmpty {
                lines.append(
                    status.phase == .paired
                        ? "Finished before \(partnerName(status.partner)) joined: \(ids(status.finishedDrafts, status.names)). "
                            + "`twofold seal \(status.finishedDrafts.count == 1 ? status.names[status.finishedDrafts[0]] : placeholder)`"
                        : "Finished, and kept until you have a partner: \(ids(status.finishedDrafts, status.names)).")
            }
            if status.refused > 0 {
                lines.append(refused(status.refused))
            }
            if status.pending > status.refused, ![.waiting, .left].contains(status.phase) {
                lines.append("\(count(status.pending - status.refused, "change is waiting", "changes are waiting")) to be sent.")
            }
            return lines
        }

        static func refused(_ number: Int) -> String {
            "The server rejects \(count(number, "change", "changes")). `twofold doctor` says more."
        }

        static func lastSync(_ status: StatusView, page: OutputLayout) -> String {
            guard let server = status.server else { return "No server yet." }
            let when = status.lastSync.map { "Last synced \(page.age($0))" } ?? "Never synced"
            return "\(when) with \(SafeText.line(server))"
        }

        /// How old the data shown is, after a failed refresh.
        package static func asOf(_ time: Instant?, because failure: CommandError, page: OutputLayout) -> String {
            failure.message + (time.map { " You're seeing it as it was \(page.age($0))." } ?? " Nothing has been fetched yet.")
        }

        package static func rounds(_ rounds: [RoundReference], _ names: PromptNames = .ids) -> String {
            firstFew(rounds.map { names[$0.prompt] + ($0.number == 1 ? "" : " (round \($0.number))") })
        }

        /// The first few by their names or ids, and the number of others.
        static func ids(_ prompts: [PromptID], _ names: PromptNames = .ids) -> String { firstFew(prompts.map { names[$0] }) }

        private static func firstFew(_ names: [String]) -> String {
            list(Array(names.prefix(5))) + (names.count > 5 ? " and \(names.count - 5) more" : "")
        }
    }
}
