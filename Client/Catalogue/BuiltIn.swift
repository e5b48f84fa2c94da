extension Catalogue {
    /// The decks that are part of the program. Decoded when first asked for, and once: a command that needs no prompt pays nothing.
    ///
    /// - Throws: `DeckFlaw` if the program was built with a broken deck, which the tests rule out.
    package static func builtIn() throws(DeckFlaw) -> Catalogue { try BuiltIn.catalogue.get() }
}

private enum BuiltIn {
    /// In the order in which they are listed. A file put into the folder of decks is named here as well.
    private static var files: [[UInt8]] { [PackageResources.founding_json] }

    static let catalogue = Result { () throws(DeckFlaw) -> Catalogue in
        var decks: [Deck] = []
        for file in files { decks.append(try Deck(json: file)) }
        return try Catalogue(decks: decks)
    }
}
