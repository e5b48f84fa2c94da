/// What docs/security.md promises, and what it says isn't protected, by the numbers it uses.
enum Promise: String, CaseIterable, Sendable {
    // MARK: From your partner
    case noEarlyReading = "P1"
    case unseenStaysUnseen = "P2"
    case frozenStaysFrozen = "P3"
    case commitmentBinds = "P4"
    case nobodyWritesInYourName = "P5"
    case leavingNeedsNobody = "P6"

    // MARK: From others on the same server
    case couplesAreApart = "P7"

    // MARK: From whoever runs the server
    case serverReadsNothing = "P8"
    case serverForgesNothing = "P9"
    case nobodyIsAdded = "P10"
    case nobodyStandsBetween = "P11"
    case oldStatesAreHarmless = "P12"
    case nothingIsLost = "P13"

    // MARK: From a partner who runs the server
    case handshakeHolds = "P14"
    case theWishGoverns = "P15"

    // MARK: From a thief
    case removedDevicesEnd = "P16"
    case replacedKitsEnd = "P17"
    case usedInvitationsGiveNothing = "P18"
    case openInvitationsShow = "P19"
    case linkCodesWorkOnce = "P20"
    case linkCodesEnd = "P21"

    // MARK: From the network
    case serversAreVerified = "P22"
    case onlyBoxesUnverified = "P23"
    case codesAreNotGuessed = "P24"
    case signingInTakesTheKey = "P25"
    case nothingIsFollowed = "P26"

    // MARK: From other users of the same computer
    case filesAreTheOwners = "P27"
    case logsAndErrorsHoldNothing = "P28"

    // MARK: What is not protected
    case nonsense = "L1"
    case neverOpening = "L2"
    case takingAndKeeping = "L3"
    case rivalPairs = "L4"
    case newHistories = "L5"
    case withholding = "L6"
    case pickingWinners = "L7"
    case earlyEscrow = "L8"
    case serverWentBack = "L9"
    case severalMachines = "L10"
    case locatorsSeen = "L11"
    case removedDevicesKeep = "L12"
    case backdatedRemovals = "L13"
    case unknownWords = "L14"
    case metadata = "L15"
    case backups = "L16"
    case time = "L17"
    case withheldAfterReading = "L18"
    case settingsHeld = "L19"
}
