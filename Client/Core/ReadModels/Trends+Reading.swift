import Catalogue
import Models

extension Trends {
    /// - Parameters:
    ///   - pairs: in chronological order.
    ///   - open: prompts that no one here has answered or skipped.
    ///   - state: the state of the latest round.
    package init(_ pairs: [CheckInPair], open: [PromptSummary], state: PromptState?) {
        let together = pairs.filter { $0.mine != nil && $0.theirs != nil }
        let gaps = Self.gaps(together.last)
        self.init(
            together: together.count,
            series: CheckInSubject.allCases.map { Series($0, in: pairs) }.filter { !$0.mine.isEmpty || !$0.theirs.isEmpty },
            gaps: gaps, eased: Self.eased(together),
            suggestions: Self.suggestions(gaps.map(\.subject) + Self.heaviest(together.last ?? pairs.last), open),
            waitsForPartner: state == .sealedByMe, waitsForMe: state == .sealedByPartner)
    }

    private static func gaps(_ pair: CheckInPair?) -> [Gap] {
        let gaps = CheckInSubject.allCases.compactMap { subject -> Gap? in
            guard let mine = pair?.mine?.checkIn.ratings[subject], let theirs = pair?.theirs?.checkIn.ratings[subject] else {
                return nil
            }
            return Gap(subject: subject, mine: mine.value, theirs: theirs.value)
        }
        return Array(gaps.filter { $0.width >= 2 }.stablySorted { $0.width > $1.width }.prefix(3))
    }

    /// Compares the last joint check-in with the mean of up to three before it.
    private static func eased(_ together: [CheckInPair]) -> [Easing] {
        guard let last = together.last, together.count > 1 else { return [] }
        let earlier = together.dropLast().suffix(3)
        let eased = CheckInSubject.allCases.compactMap { subject -> Easing? in
            let before = earlier.compactMap { $0.mean(of: subject) }
            guard let now = last.mean(of: subject), !before.isEmpty else { return nil }
            return Easing(subject: subject, before: before.reduce(0, +) / Double(before.count), now: now)
        }
        return Array(eased.filter { $0.gain >= 0.5 }.stablySorted { $0.gain > $1.gain }.prefix(3))
    }

    /// Subjects past the middle of the scale: barriers by how high either partner rates them, qualities by how low.
    private static func heaviest(_ pair: CheckInPair?) -> [CheckInSubject] {
        let halves = [pair?.mine, pair?.theirs].compactMap { $0?.checkIn }
        let weighed = CheckInSubject.allCases.map { subject in
            (subject, halves.compactMap { $0.ratings[subject]?.value }.map { subject.isBetterHigh ? 10 - $0 : $0 }.max() ?? 0)
        }
        return weighed.filter { $0.1 > 5 }.stablySorted { $0.1 > $1.1 }.map(\.0)
    }

    /// For each subject in turn, an open prompt about it: the gentlest one for the closest barrier that has any.
    private static func suggestions(_ subjects: [CheckInSubject], _ open: [PromptSummary]) -> [PromptSummary] {
        var found: [PromptSummary] = []
        for subject in subjects where found.count < 3 {
            let left = open.filter { prompt in !found.contains { $0.id == prompt.id } }
            let about = subject.barriers.lazy.map { barrier in left.filter { $0.barriers.first == barrier.rawValue } }
            if let prompt = about.first(where: { !$0.isEmpty })?.stablySorted(by: { $0.depth < $1.depth }).first {
                found.append(prompt)
            }
        }
        return found
    }
}

extension Trends.Series {
    fileprivate init(_ subject: CheckInSubject, in pairs: [CheckInPair]) {
        func points(_ halves: [CheckInPair.Half?]) -> [Trends.Point] {
            halves.compactMap { half in
                half?.checkIn.ratings[subject].map { Trends.Point(at: half?.at ?? Instant(milliseconds: 0), rating: $0) }
            }
            .stablySorted { $0.at < $1.at }
        }
        self.init(subject: subject, mine: points(pairs.map(\.mine)), theirs: points(pairs.map(\.theirs)))
    }
}

extension Trends.Easing {
    fileprivate var gain: Double { subject.isBetterHigh ? now - before : before - now }
}

extension Sequence {
    /// Equal elements keep their order.
    fileprivate func stablySorted(by precedes: (Element, Element) -> Bool) -> [Element] {
        enumerated().sorted { precedes($0.element, $1.element) || !precedes($1.element, $0.element) && $0.offset < $1.offset }
            .map(\.element)
    }
}
