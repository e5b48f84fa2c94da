package import Catalogue
import Models

extension Messages {
    /// The text in a keepsake that neither partner wrote.
    package enum Keepsake {
        package static let you = "You"
        static let yourPartner = "Your partner"

        package static func couple(_ me: String, _ partner: String) -> String { "\(me) & \(partner)" }

        /// A range of months.
        package static func span(_ first: String, _ last: String) -> String { first == last ? first : "\(first) – \(last)" }

        static func openTogether(_ number: Int) -> String {
            number == 1 ? "One question, answered apart and read together" : "\(number) questions, answered apart and read together"
        }

        static let nothingOpenYet = "Nothing is revealed yet. This page grows with what you answer."
        package static let contents = "Contents"
        package static let again = "Asked again"
        static let againAbout = "The same questions, and what became of the answers."
        package static let checkIns = "Check-ins"
        static let checkInsAbout =
            "What each of you rated, apart, from 0 to 10: first what gets between you, then what carries you."
        static let lowIsBetter = "lower is better"
        static let highIsBetter = "higher is better"
        static let notes = "Notes"
        package static let pledges = "Small steps"
        static let pledgesAbout = "What each of you meant to do for the two of you."
        package static let own = "Not revealed"
        static let ownAbout = "Only you can read these so far."
        package static let draft = "draft"
        static let waits = "waiting for the other answer"
        static let afterwards = "Afterwards"
        static let apart = "Each of you answered apart; neither saw the other’s words until both were sealed."

        package static func asking(_ number: Int, of count: Int) -> String { "the \(ordinal(number)) of \(count) times" }

        private static func ordinal(_ number: Int) -> String {
            let ending =
                switch (number % 10, number % 100) {
                case (1, let teen) where teen != 11: "st"
                case (2, let teen) where teen != 12: "nd"
                case (3, let teen) where teen != 13: "rd"
                default: "th"
                }
            return "\(number)\(ending)"
        }

        package static func days(_ from: Day, _ through: Day) -> String {
            from == through ? from.civil.date : "\(from.civil.date) – \(through.civil.date)"
        }

        package static func kept(on day: Day) -> String { "kept, \(day.civil.date)" }

        static func madeOn(_ date: String) -> String { "Made with Twofold on \(date)." }

        /// A chart's values, for readers who can't see it.
        package static func chart(_ title: String, _ lines: [(name: String, values: [Int])]) -> String {
            let told = lines.filter { !$0.values.isEmpty }.map { line in
                "\(line.name): \(line.values.map(String.init).joined(separator: ", "))"
            }
            return "\(title), from 0 to 10. \(told.joined(separator: ". "))."
        }
    }
}
