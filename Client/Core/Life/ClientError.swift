package import Catalogue
package import Vault
package import Wire

/// Why a command could not do what it was asked. The wording belongs to the command line; no case carries anybody's words.
package enum ClientError: Error, Hashable, Sendable {
    // MARK: This home
    /// Nothing is here yet: `init` or `join` comes first.
    case notInitialised
    case alreadyInitialised
    /// There is no server in the settings.
    case noServer
    /// A setting was given a value that it does not take.
    case badSetting(String)
    case noPartnerYet
    /// Another machine of this partner's has to sync first: it has the key by which rounds are named.
    case waitsForOwnMachine
    case alreadyPaired
    case partnerHasLeft
    case youHaveLeft
    case deviceRemoved
    /// Joining with a home of several machines: unlink the others first.
    case severalMachines
    /// Data of this home cannot be read with its store key.
    case storeKeyWrong
    /// A newer version of the program wrote what this would be written over.
    case needsNewerVersion
    /// The partner's device holds the couple's settings in a way in which only it can change them.
    case heldByPartner
    /// The settings name more decks than there is room for.
    case scheduleTooLong
    // MARK: Prompts and answers
    /// With the ids that may have been meant.
    case unknownPrompt(String, nearest: [String] = [])
    case ambiguousPrompt(String, candidates: [String])
    case nothingToAnswer
    case emptyText
    case textTooLong(limit: Int)
    case nothingToSeal
    /// Both have sealed: nothing can be changed or taken back.
    case frozen
    case notSealed
    /// The round is not open here: nothing is said under it yet, and the next does not exist.
    case notRevealedYet
    /// No round has opened yet.
    case nothingOpened
    case noSuchVersion
    /// A reaction is one character as people see it.
    case badSign
    case unknownPledge(Int)
    case exportFlawed(ExportFlaw)
    /// A file says by whom it was exported, and it is to be brought in as if by the other.
    case exportedByOther(than: ExportAuthor)
    // MARK: Decks
    case unknownDeck(String)
    /// A setting names decks that are nowhere.
    case unknownDecks([String], known: [String])
    /// It is part of the program.
    case builtInDeck(String)
    case deckFlawed(DeckFlaw)
    // MARK: Codes
    case badCode(CodeError)
    case wrongCodeKind(CodeKind)
    /// The box was not made by somebody who holds this code: mistyped beyond the checksum, or the server tampered with it.
    case codeNotGenuine
    /// There is a kit already; `kit --new` replaces it.
    case kitExists
    /// The kit does not hold every key: make a new one.
    case kitUnknown
    /// The server knows no such code: it was replaced, used, or ran out.
    case codeUnknown
    // MARK: Devices
    case unknownDevice(String)
    case thisDevice
    // MARK: The server
    case unreachable(TransportError)
    case problem(Problem)
    /// Something in front of the server answered in its place.
    case proxy(ProxyReply)
    /// A reply that is none of the protocol's.
    case notTwofold
    /// The server says again and again that there is more, and brings nothing of it; or more than there can be.
    case endlessReplies
    // MARK: Own faults
    case vault(VaultError)
    case signing
}
