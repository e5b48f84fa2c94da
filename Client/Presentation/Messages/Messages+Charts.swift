import Catalogue
import ClientCore
import Models

extension Messages {
    package enum Charts {
        static let youWithin = "you"
        static let trends = "Your check-ins"
        static let nothingToPlot = "There's nothing to plot yet."
        static let suggested = "To talk about it, if you like:"

        /// What the plots are based on.
        ///
        /// - Parameter since: the date of the first rating.
        static func together(_ trends: Trends, since: String, _ partner: String?) -> String {
            let first =
                switch trends.together {
                case 0: "So far, these are yours alone."
                case 1: "You've checked in together once, on \(since). Lines appear after the next one."
                default: "You've checked in together \(times(trends.together)) since \(since)."
                }
            return [first, waiting(trends, partner)].compactMap { $0 }.joined(separator: " ")
        }

        /// Shown if there is nothing to plot.
        static func noTrends(_ trends: Trends, _ partner: String?) -> String {
            waiting(trends, partner).map { "\(nothingToPlot) \($0)" }
                ?? "\(nothingToPlot) Begin with `twofold checkin`; what each of you rates appears here once you've both sealed."
        }

        private static func waiting(_ trends: Trends, _ partner: String?) -> String? {
            if trends.waitsForMe { return "\(partnerFirst(partner)) has checked in. Sealing yours reveals both: `twofold checkin`" }
            if trends.waitsForPartner {
                return "Once \(partnerName(partner)) has checked in too, you'll both see what each of you rated."
            }
            return nil
        }

        static func noTrend(_ subject: CheckInSubject) -> String {
            "No one has rated “\(subject.title)” yet. Rate it, with a number of your own: `twofold checkin --rate "
                + "\(subject.name)=5`"
        }

        static func gaps(_ trends: Trends, _ partner: String?) -> String? {
            guard !trends.gaps.isEmpty else { return nil }
            let items = trends.gaps.map { "\($0.subject.title): you \($0.mine), \(partnerName(partner)) \($0.theirs)" }
            return "Furthest apart when you last checked in together: " + items.joined(separator: "; ") + "."
        }

        static func eased(_ trends: Trends) -> String? {
            guard !trends.eased.isEmpty else { return nil }
            let items = trends.eased.map { easing in
                "\(easing.subject.title) \(easing.subject.isBetterHigh ? "grew" : "eased") from \(mean(easing.before)) to \(mean(easing.now))"
            }
            let before = min(trends.together - 1, 3)
            return "Since the \(before > 1 ? "\(before) check-ins" : "check-in") before the last, for the two of you together: "
                + items.joined(separator: "; ") + "."
        }

        /// With one decimal, omitted if it is 0.
        static func mean(_ value: Double) -> String {
            let tenths = Int((value * 10).rounded())
            return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
        }

        package static func unwritablePlot(_ path: String) -> CommandError {
            CommandError("file_unwritable", "\(SafeText.line(path)) couldn't be written.", next: "Choose another file with --svg.")
        }

        package static func plotted(_ file: String) -> String {
            "The plots are in \(SafeText.line(file)). Only you can read that file."
        }
    }
}
