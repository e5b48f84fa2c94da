/// What a check-in rates.
package enum CheckInSubject: Hashable, Sendable, CaseIterable {
    case barrier(Barrier)
    case quality(Quality)

    /// In the order in which they are asked about.
    package static let allCases = Barrier.allCases.map(CheckInSubject.barrier) + Quality.allCases.map(CheckInSubject.quality)

    package init?(name: String) {
        if let barrier = Barrier(rawValue: name) {
            self = .barrier(barrier)
        } else if let quality = Quality(rawValue: name) {
            self = .quality(quality)
        } else {
            return nil
        }
    }

    /// Stable: check-ins store it.
    package var name: String {
        switch self {
        case .barrier(let barrier): barrier.rawValue
        case .quality(let quality): quality.rawValue
        }
    }

    package var title: String {
        switch self {
        case .barrier(let barrier): barrier.title
        case .quality(let quality): quality.title
        }
    }

    package var about: String {
        switch self {
        case .barrier(let barrier): barrier.about
        case .quality(let quality): quality.about
        }
    }

    /// The barriers whose prompts relate to this subject, the most relevant first.
    package var barriers: [Barrier] {
        switch self {
        case .barrier(let barrier): [barrier]
        case .quality(let quality): quality.barriers
        }
    }

    /// A barrier is better when low, a quality when high.
    package var isBetterHigh: Bool { if case .quality = self { true } else { false } }
}
