import ClientCore
import Machine

/// The sign that marks a prompt's state in a list; a legend explains the signs.
enum PromptMark: String, CaseIterable {
    case open = "○"
    case draft = "✎"
    case sealedByMe = "◐"
    case sealedByPartner = "◑"
    case sealedByBoth = "◍"
    case revealed = "●"
    case tampered = "!"
    case skipped = "–"

    init(_ prompt: PromptSummary) {
        self =
            switch prompt.state {
            case .open where prompt.isSkipped: .skipped
            case .open: prompt.hasDraft ? .draft : .open
            case .sealedByMe: .sealedByMe
            case .sealedByPartner: .sealedByPartner
            case .sealedByBoth: .sealedByBoth
            case .revealed: .revealed
            case .tampered: .tampered
            }
    }

    func meaning(partner: String?) -> String {
        switch self {
        case .open: "open"
        case .draft: "your draft"
        case .sealedByMe: "sealed by you"
        case .sealedByPartner: "\(Wording.partnerName(partner)) waits for you"
        case .sealedByBoth: "about to open"
        case .revealed: "opened"
        case .tampered: "can't be shown"
        case .skipped: "skipped"
        }
    }

    func shown(on page: Page) -> String {
        switch self {
        case .open, .skipped: Style.quiet(rawValue, on: page)
        case .draft, .sealedByMe: Style.mine(rawValue, on: page)
        case .sealedByPartner: Style.theirs(rawValue, on: page)
        case .sealedByBoth, .revealed: Style.good(rawValue, on: page)
        case .tampered: Style.warning(rawValue, on: page)
        }
    }
}
