package import Catalogue

/// The name a partner goes by, and what their program asks from.
package struct NameDocument: Hashable, Codable, Sendable {
    /// An edition of the built-in decks that the partner's program has, and the first day on which it may count.
    package struct Edition: Hashable, Codable, Sendable {
        package let edition: Int
        package let since: Day
    }

    /// Empty if they haven't stated one.
    package let name: String
    /// `nil` for a program that has only the first edition.
    package let editions: [Edition]?

    package init(name: String, editions: [Int: Day] = [:]) {
        self.name = name
        let editions = editions.sorted { $0.key < $1.key }.map { Edition(edition: $0.key, since: $0.value) }
        self.editions = editions.isEmpty ? nil : editions
    }

    var statedName: String? { name.isEmpty ? nil : name }

    /// The first day of each edition; if one is named twice, the later day.
    var known: [Int: Day] {
        Dictionary((editions ?? []).map { ($0.edition, $0.since) }) { max($0, $1) }
    }
}
