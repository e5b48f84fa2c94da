package import Catalogue
package import Models

/// The check-ins of both over time. What the partner rated is in it once the round is open.
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

    /// How far apart the two were when they last checked in together.
    package struct Gap: Hashable, Sendable {
        package let subject: CheckInSubject
        package let mine: Int
        package let theirs: Int

        package var width: Int { abs(mine - theirs) }
    }

    /// What both together rate better than before: means of the two, from 0 to 10.
    package struct Easing: Hashable, Sendable {
        package let subject: CheckInSubject
        package let before: Double
        package let now: Double
    }

    /// Check-ins that are open to both.
    package let together: Int
    /// For every subject that anybody rated, in the order of `CheckInSubject`.
    package let series: [Series]
    /// The widest first: three at most, of two points at least.
    package let gaps: [Gap]
    /// The greatest first: three at most, of half a point at least.
    package let eased: [Easing]
    /// Open prompts about what is furthest apart, or else about what weighs most: three at most.
    package let suggestions: [PromptSummary]
    /// This partner has checked in, and the other not yet.
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
