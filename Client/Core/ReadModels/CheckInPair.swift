package import Catalogue
package import Models

/// Both partners' ratings in one round of check-ins, as far as this partner may see them.
package struct CheckInPair: Hashable, Sendable {
    package struct Half: Hashable, Sendable {
        package let checkIn: CheckIn
        package let at: Instant
    }

    package let number: Int
    package let mine: Half?
    package let theirs: Half?

    package init(_ round: RoundView) {
        number = round.number
        mine = round.mine.flatMap(Half.init)
        theirs = round.theirs.flatMap(Half.init)
    }

    /// The mean of both, if both rated it.
    func mean(of subject: CheckInSubject) -> Double? {
        guard let mine = mine?.checkIn.ratings[subject], let theirs = theirs?.checkIn.ratings[subject] else { return nil }
        return Double(mine.value + theirs.value) / 2
    }
}

extension CheckInPair.Half {
    /// - Returns: `nil` if the text isn't a check-in; it's then shown as plain text.
    fileprivate init?(_ words: Words) {
        guard let checkIn = CheckIn(text: words.text) else { return nil }
        self.init(checkIn: checkIn, at: words.at)
    }
}
