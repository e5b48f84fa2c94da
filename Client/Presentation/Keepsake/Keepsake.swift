import Catalogue
import ClientCore
import Models

/// A couple's content in chronological order, for people to read.
package struct Keepsake {
    /// A round that both can read; or, listed separately, one that only this partner can.
    struct Moment: Hashable {
        let prompt: String
        let question: String
        let round: Export.Round
        /// When the later of the two texts was written.
        let at: Instant
        /// The round's position among its prompt's revealed rounds, and their number.
        let asking: Int
        let askings: Int
        /// Unique within the keepsake.
        let name: String
        /// The other partner's name at the time.
        let partner: String
    }

    struct Month: Hashable {
        let year: Int64
        let month: Int
        /// The month and year in words.
        let name: String
        let moments: [Moment]

        /// The month's anchor within a page.
        var anchor: String { "m\(year)-\(month)" }
    }

    /// A prompt with all its revealed rounds, oldest first.
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

    /// The names of this partner and the other.
    let me: String
    let partner: String
    let exported: Instant
    let months: [Month]
    /// Prompts that were revealed more than once.
    let threads: [Thread]
    let checkIns: [CheckInMoment]
    let trends: Trends
    /// Oldest first.
    let pledges: [Export.Pledge]
    /// What only this partner can read; empty unless it was asked for.
    let own: [Moment]
    let clock: WallClock

    func date(_ instant: Instant) -> String { clock.time(instant).date }
    func monthAndYear(_ instant: Instant) -> String { clock.time(instant).monthAndYear }

    var moments: [Moment] { months.flatMap(\.moments) }

    /// The first and last moment; `nil` if nothing is revealed.
    var span: (first: Instant, last: Instant)? {
        let times = moments.map(\.at) + checkIns.map(\.at)
        guard let first = times.min(), let last = times.max() else { return nil }
        return (first, last)
    }
}
