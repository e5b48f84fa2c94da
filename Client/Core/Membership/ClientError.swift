package import Catalogue
import Models
package import Vault
package import Wire

/// Why a command couldn't do what it was asked to. The command line owns the wording; no case carries anyone's text.
package enum ClientError: Error, Hashable, Sendable {
    // MARK: This home
    /// The home is empty: run `init` or `join` first.
    case notInitialised
    case alreadyInitialised
    /// No server is set.
    case noServer
    /// A setting was given a value that it doesn't accept.
    case badSetting(String)
    case badServer(ServerSettingError)
    case noPartnerYet
    /// Another of this partner's devices has to sync first: it has the key that round names are derived from.
    case waitsForOwnMachine
    case alreadyPaired
    case partnerHasLeft
    case youHaveLeft
    /// This partner is leaving, and the server hasn't confirmed it.
    case leavingWaits
    case deviceRemoved
    /// Joining with a home that has several devices: unlink the others first.
    case severalMachines
    /// This home's data can't be decrypted with its store key.
    case storeKeyWrong
    /// A newer version of the program wrote what this would overwrite.
    case needsNewerVersion
    /// The partner's device holds the couple's settings in a way that only it can change them.
    case heldByPartner
    /// The settings name more decks than there's room for.
    case scheduleTooLong
    /// The partner's program is older and doesn't know what the settings name.
    case partnerNeedsUpdate
    // MARK: Prompts and answers
    /// With the ids that may have been meant.
    case unknownPrompt(String, nearest: [PromptID] = [])
    case ambiguousPrompt(String, candidates: [PromptID])
    case nothingToAnswer
    /// A prompt that asks the same.
    case alreadyAsked(PromptID)
    case badPromptName
    case promptNameTaken(String, by: PromptID)
    /// Only whoever asked a question can change it or take it back.
    case notYourQuestion(PromptID)
    /// A question that was answered can't be changed or taken back.
    case alreadyAnswered(PromptID)
    /// Both answers are revealed: nothing is left to skip.
    case alreadyRevealed(PromptID)
    case emptyText
    /// `length`: what it takes, if that is known, with all that is stored beside it.
    case textTooLong(limit: Int, length: Int? = nil)
    case nothingToSeal
    /// Both have sealed: nothing can be changed or withdrawn.
    case frozen
    case notSealed
    /// The round isn't revealed here, so it can't be commented on and the next one doesn't exist.
    case notRevealedYet
    /// No round has been revealed yet.
    case nothingOpened
    case noSuchVersion
    /// A reaction is one user-perceived character.
    case badReaction
    case unknownPledge(Int)
    case exportMalformed(ExportError)
    /// The file says who exported it, and the import names the other partner.
    case exportedByOther(than: ExportAuthor)
    // MARK: Decks
    case unknownDeck(String)
    /// A setting names decks that don't exist.
    case unknownDecks([String], known: [String])
    /// The deck is part of the program.
    case builtInDeck(String)
    case deckMalformed(DeckError)
    // MARK: Codes
    case badCode(CodeError)
    case wrongCodeKind(CodeKind)
    /// The box wasn't made by someone who holds this code: it was mistyped beyond what the checksum catches, or the server tampered
    /// with the box.
    case codeNotGenuine
    /// A kit already exists; `kit --new` replaces it.
    case kitExists
    /// The kit doesn't hold every key: make a new one.
    case kitUnknown
    /// The server doesn't know the code: it was replaced, used, or has expired.
    case codeUnknown
    // MARK: Devices
    case unknownDevice(String)
    case thisDevice
    // MARK: The server
    case unreachable(TransportError)
    case problem(Problem)
    /// Something in front of the server responded in its place.
    case proxy(ProxyReply)
    /// The reply doesn't follow the protocol.
    case notTwofold
    /// The server keeps saying that there's more without sending any of it, or sends more than there can be.
    case endlessReplies
    // MARK: What shouldn't happen
    /// The home can't be read or written.
    case store(HomeStoreError)
    case vault(VaultError)
    case signing
    /// Anything else: a mistake in the program.
    case `internal`
}

extension ClientError {
    package init(_ error: any Error) {
        self =
            switch error {
            case let error as ClientError: error
            case let error as HomeStoreError: .store(error)
            case let error as VaultError: .vault(error)
            // The home's content isn't what was stored.
            case is DecodingError, is LogError: .store(.corrupt)
            default: .internal
            }
    }

    /// Runs `body`, whose errors of any type become errors of the client's.
    static func converting<Result>(_ body: () throws -> Result) throws(ClientError) -> Result {
        do { return try body() } catch { throw ClientError(error) }
    }

    /// Whether the home itself is at fault, not the way to the server or what stands there.
    package var isOfHome: Bool {
        switch self {
        case .store, .vault, .internal: true
        default: false
        }
    }
}
