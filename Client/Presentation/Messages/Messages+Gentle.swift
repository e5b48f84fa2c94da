import Catalogue

extension Messages {
    /// What accompanies questions that can stir something painful, and where to turn.
    package enum Gentle {
        /// Shown with a question before anyone writes; `nil` for most.
        static func note(_ gentleness: Gentleness) -> String? {
            switch gentleness {
            case .none: nil
            case .gentle: gentle
            case .strong: gentle + " " + whereToTurn
            }
        }

        static let gentle = "This one can stir painful memories. Skipping is always fine."
        private static let whereToTurn = "`twofold help support` says where to turn."

        /// The sign before such a question in a list.
        static func mark(_ gentleness: Gentleness) -> String? {
            switch gentleness {
            case .none: nil
            case .gentle: "~"
            case .strong: "\u{2248}"
            }
        }

        /// What the signs in a list mean.
        static func marks(_ present: Set<Gentleness>) -> [String] {
            Gentleness.allCases.filter(present.contains).compactMap { level in
                mark(level).map { "\($0) " + (level == .strong ? "also: twofold help support" : "skipping is always fine") }
            }
        }

        /// A list's question with its sign.
        static func marked(_ question: String, _ gentleness: Gentleness) -> String {
            mark(gentleness).map { "\($0) \(question)" } ?? question
        }

        /// For `support`, in paragraphs. ASCII, because man pages are made of it.
        package static let support = [
            "If a question has stirred something up, you needn't answer it. Skip it, keep it as a draft, or stop for today. No one is told.",
            "Twofold isn't therapy. When something weighs on you, talk to someone you trust, or to a doctor. findahelpline.com lists helplines "
                + "in many countries, for whatever it's about.",
            "If you're in danger, or afraid of what you might do, call the emergency number where you are. On a mobile phone, 112 works in many "
                + "countries.",
            "If you're afraid of your partner, it isn't your fault, and you don't owe anyone an answer here. hotpeachpages.net lists hotlines and "
                + "shelters around the world; they help you to plan, also if you don't know yet what you want. A draft is for you alone, "
                + "`twofold skip` tells no one, and `twofold withdraw` takes an answer back that isn't open yet. `twofold leave` needs no one's "
                + "consent, but your partner sees that you've left: if that could make things worse, speak with a hotline first.",
            "A partner who uses this computer could read what you write and what you look up on it. For what must stay between you and someone "
                + "else, use a device that only you use.",
        ]
    }
}
