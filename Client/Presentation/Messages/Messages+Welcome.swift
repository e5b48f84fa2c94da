import Catalogue
package import ClientCore

extension Messages {
    package enum Welcome {
        static let enter = "Enter"
        static let stepOpen = "open"
        static let stepAnswer = "answer"
        static let stepElse = "something else"
        static let stepInvite = "invite"
        static let stepCheckIn = "check in"
        static let stepTimeline = "timeline"
        static let stepMore = "more"
        static let stepQuit = "quit"

        /// What `?` says, for people who have just begun.
        static let more = [
            "`twofold help evening` walks you through a first evening.",
            "`twofold prompts` lists the questions; `twofold ask` adds one of your own.",
            "`twofold answer first-word` answers the one you name.",
            "`twofold timeline` shows what you've revealed; `twofold export` keeps it.",
            "`twofold link` adds a device; `twofold kit` is for the day you lose one.",
            "`twofold help` lists every command.",
        ]

        static let newcomer = "Welcome to Twofold. Answer apart, reveal together."
        static let stepBegin = "begin here, as the first of two"
        static let stepJoin = "join your partner, with the code you were given"
        static let stepLink = "add this device to yours, with a link code"
        static let stepRecover = "bring everything back, with your recovery kit"

        package static func greeting(_ status: StatusView, hour: Int) -> String {
            let time =
                switch hour {
                case 5..<12: "Good morning"
                case 12..<18: "Good afternoon"
                default: "Good evening"
                }
            return time + (status.name.map { ", " + SafeText.line($0) } ?? "") + "."
        }

        /// What happened, most joyful first. Without calls to action.
        static func news(_ status: StatusView, on page: OutputLayout) -> [String] {
            var lines = News.lines(status, commands: false, on: page)
            if !status.withUnread.isEmpty { lines.append(Reflections.unread(status.withUnread, status.partner, status.names)) }
            if !status.opened.isEmpty { lines.append("Revealed: \(Status.rounds(status.opened, status.names)).") }
            if status.waitingForMe.contains(CheckIn.prompt.id) {
                lines.append("\(partnerFirst(status.partner)) has checked in. Sealing yours reveals both.")
            }
            switch status.phase {
            case .paired: break
            case .waiting: lines.append("You're here by yourself so far. What you answer is kept until there are two of you.")
            case .partnerLeft, .left, .removed: lines.append(Status.couple(status) + ". " + Status.nothingWaits(status))
            }
            lines += News.drafts(status.drafts, status.names)
            if status.refused > 0 { lines.append(Status.refused(status.refused)) }
            return lines
        }

        static func pledge(_ pledge: PledgeView, partner: String?) -> String {
            "\(pledge.isMine ? Reflections.you : partnerFirst(partner)): \(SafeText.line(pledge.text))"
        }
    }
}
