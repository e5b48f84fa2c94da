import Dispatch
import Synchronization

extension Catalogue {
    /// The built-in decks. Decoded once, on first use, so that commands that need no prompts pay nothing.
    ///
    /// - Throws: `DeckError` if the program was built with a broken deck, which the tests rule out.
    package static func builtIn() throws(DeckError) -> Catalogue { try BuiltIn.catalogue.get() }
}

private enum BuiltIn {
    /// In the order in which they are listed. Adding a file to the deck folder means adding it here too.
    private static var files: [[UInt8]] {
        [
            PackageResources.founding_toml, PackageResources.openers_toml, PackageResources.appreciation_toml,
            PackageResources.play_toml, PackageResources.vulnerability_toml, PackageResources.wounds_toml,
            PackageResources.shame_toml, PackageResources.communication_toml, PackageResources.engulfment_toml,
            PackageResources.conflict_toml, PackageResources.mismatch_toml, PackageResources.busyness_toml,
            PackageResources.repair_toml, PackageResources.dreams_toml, PackageResources.family_toml,
            PackageResources.money_toml, PackageResources.digital_toml,
            // From here on, for couples who choose them.
            PackageResources.distance_toml, PackageResources.desire_toml, PackageResources.beginnings_toml,
            PackageResources.years_toml, PackageResources.parents_toml, PackageResources.grief_toml,
            PackageResources.illness_toml, PackageResources.faith_toml, PackageResources.minds_toml,
        ]
    }

    static let catalogue = Result { () throws(DeckError) -> Catalogue in
        let files = BuiltIn.files
        let read = Mutex([Result<BuiltInDeck, DeckError>?](repeating: nil, count: files.count))
        // On all processors: most commands do this at their start.
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let deck = Result { () throws(DeckError) in try BuiltInDeck(String(decoding: files[index], as: UTF8.self)) }
            read.withLock { $0[index] = deck }
        }
        var decks: [BuiltInDeck] = []
        for case let deck? in read.withLock({ $0 }) { decks.append(try deck.get()) }
        return try Catalogue(decks: decks.map(\.deck), past: decks.flatMap(\.past))
    }
}
