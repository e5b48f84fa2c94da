import Catalogue
import ClientCore
import Models

/// What the two of them have, in the order in which it happened, for people to read.
package struct Keepsake {
    /// A round that is open to both; or, apart from those, one that only this partner can read.
    struct Moment: Hashable {
        let prompt: String
        let question: String
        let round: Export.Round
        /// When the later of the two was written.
        let at: Instant
        /// Which asking of its prompt it is, of those that are open, and how many there are.
        let asking: Int
        let askings: Int
        /// Tells it from all others.
        let name: String
        /// What the other partner was called then.
        let partner: String
    }

    struct Month: Hashable {
        let year: Int64
        let month: Int
        /// In words.
        let name: String
        let moments: [Moment]

        /// By which a page names it.
        var anchor: String { "m\(year)-\(month)" }
    }

    /// A prompt with all its rounds that are open, oldest first.
    struct Thread: Hashable {
        let question: String
        let moments: [Moment]
    }

    struct CheckInMoment: Hashable {
        let mine: CheckIn
        let theirs: CheckIn
        let at: Instant
        let partner: String
    }

    /// What this partner is called, and the other.
    let me: String
    let partner: String
    let exported: Instant
    let months: [Month]
    /// Prompts that were opened more than once.
    let threads: [Thread]
    let checkIns: [CheckInMoment]
    let trends: Trends
    /// The oldest first.
    let pledges: [Export.Pledge]
    /// What only this partner can read: empty unless it was asked for.
    let own: [Moment]
    let clock: WallClock

    func date(_ instant: Instant) -> String { clock.time(instant).date }
    func monthAndYear(_ instant: Instant) -> String { clock.time(instant).monthAndYear }

    var moments: [Moment] { months.flatMap(\.moments) }

    /// The first and the last month; nil where nothing is open.
    var span: (first: Instant, last: Instant)? {
        let times = moments.map(\.at) + checkIns.map(\.at)
        guard let first = times.min(), let last = times.max() else { return nil }
        return (first, last)
    }
}
