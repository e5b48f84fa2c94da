package import ClientCore

extension Messages {
    package enum Pledges {
        package static let step = "A small step, one that fits the week: "
        static let pledgesNow = "Now"
        static let pledgesKept = "Kept"
        static let pledgesOver = "From other days"
        static let pledgesOverNote =
            "Not every step fits its week. `twofold pledge again N` takes one up again, or let it be."
        static let noPledges = "No pledges yet. `twofold pledge add` is for a small step that one of you means to take."

        package static let whichPledge = CommandError(
            "which_pledge", "It isn't clear which step you mean.", next: "`twofold pledge list` numbers them; name one of them.",
            status: .usage)

        package static let pledgePeriod = CommandError(
            "pledge_period", "A step is for today or a later day, within a year.", next: "For a small step, sooner is better.",
            status: .usage)

        package static func pledged(_ pledge: PledgeView, on page: OutputLayout) -> Confirmation {
            let until = "through \(page.day(pledge.through))"
            return Confirmation(
                "Pledged as number \(pledge.number), \(until).", kept: "Pledged here as number \(pledge.number), \(until).",
                isForBoth: true)
        }

        package static func kept(_ pledge: PledgeView) -> Confirmation {
            Confirmation("Kept: \(words(of: pledge))", kept: "Kept: \(words(of: pledge))", isForBoth: true)
        }

        /// Undoing doesn't affect what the other partner said about the pledge.
        package static func unkept(_ pledge: PledgeView, partner: String?) -> Confirmation {
            let stays = pledge.keptOn == nil ? "" : " \(partnerFirst(partner)) says it was kept, and that stays."
            return Confirmation(
                "Taken back: \(words(of: pledge))\(stays)", kept: "Taken back: \(words(of: pledge))\(stays)", isForBoth: true)
        }

        static func days(of pledge: PledgeView, on page: OutputLayout) -> String {
            pledge.keptOn.map { "kept on \(page.day($0))" } ?? "through \(page.day(pledge.through))"
        }

        private static func words(of pledge: PledgeView) -> String { "“\(SafeText.line(pledge.text))”." }
    }
}
