package import Catalogue
package import Models

/// Both partners' check-ins over time. The partner's ratings are included once a round is revealed.
package struct Trends: Hashable, Sendable {
    package struct Point: Hashable, Sendable {
        package let at: Instant
        package let rating: Rating

        package init(at: Instant, rating: Rating) {
            self.at = at
            self.rating = rating
        }
    }

    package struct Series: Hashable, Sendable {
        package let subject: CheckInSubject
        /// Oldest first.
        package let mine: [Point]
        package let theirs: [Point]

        package init(subject: CheckInSubject, mine: [Point], theirs: [Point]) {
            self.subject = subject
            self.mine = mine
            self.theirs = theirs
        }
    }

    /// The distance between the two ratings in the last joint check-in.
    package struct Gap: Hashable, Sendable {
        package let subject: CheckInSubject
        package let mine: Int
        package let theirs: Int

        package var width: Int { abs(mine - theirs) }
    }

    /// A subject that the two rate better than before: means of both, from 0 to 10.
    package struct Easing: Hashable, Sendable {
        package let subject: CheckInSubject
        package let before: Double
        package let now: Double
    }

    /// The number of revealed check-ins.
    package let together: Int
    /// For every subject that either partner rated, in the order of `CheckInSubject`.
    package let series: [Series]
    /// Widest first: at most three, of at least two points.
    package let gaps: [Gap]
    /// Greatest first: at most three, of at least half a point.
    package let eased: [Easing]
    /// Open prompts about the widest gaps, otherwise about what weighs most: at most three.
    package let suggestions: [PromptSummary]
    /// This partner has checked in, and the other hasn't yet.
    package let waitsForPartner: Bool
    package let waitsForMe: Bool

    package init(
        together: Int, series: [Series], gaps: [Gap], eased: [Easing], suggestions: [PromptSummary], waitsForPartner: Bool,
        waitsForMe: Bool
    ) {
        self.together = together
        self.series = series
        self.gaps = gaps
        self.eased = eased
        self.suggestions = suggestions
        self.waitsForPartner = waitsForPartner
        self.waitsForMe = waitsForMe
    }
}
