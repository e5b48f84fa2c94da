import Catalogue
package import ClientCore

/// What the user writes in an editor or on a sheet, and the name of its session.
package enum EditorTask: Hashable {
    case answer(prompt: String)
    case checkIn
    case reflection(RoundReference)

    private static let separator: Character = " "
    private static let reflection = "reflect"

    package init(session: String) {
        let parts = session.split(separator: Self.separator)
        if parts.count == 3, parts[0] == Self.reflection, let round = Int(parts[2]) {
            self = .reflection(RoundReference(prompt: String(parts[1]), round: round))
        } else {
            self = CheckIn.isNamed(session) ? .checkIn : .answer(prompt: session)
        }
    }

    package var session: String {
        switch self {
        case .answer, .checkIn: prompt
        case .reflection(let round): "\(Self.reflection)\(Self.separator)\(round.prompt)\(Self.separator)\(round.round)"
        }
    }

    package var prompt: String {
        switch self {
        case .answer(let prompt): prompt
        case .checkIn: CheckIn.prompt.id.description
        case .reflection(let round): round.prompt
        }
    }

    /// The command that continues it.
    package var command: String {
        switch self {
        case .answer(let prompt): "twofold answer \(SafeText.line(prompt))"
        case .checkIn: "twofold checkin"
        case .reflection(let round): "twofold reflect \(SafeText.line(round.prompt)) --round \(round.round)"
        }
    }
}
