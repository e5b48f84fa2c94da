import ClientCore

/// What somebody writes in an editor, and the name of the session in which they do.
enum EditorTask: Hashable {
    case answer(prompt: String)
    case reflection(RoundReference)

    private static let separator: Character = " "
    private static let reflection = "reflect"

    init(session: String) {
        let parts = session.split(separator: Self.separator)
        if parts.count == 3, parts[0] == Self.reflection, let round = Int(parts[2]) {
            self = .reflection(RoundReference(prompt: String(parts[1]), round: round))
        } else {
            self = .answer(prompt: session)
        }
    }

    var session: String {
        switch self {
        case .answer(let prompt): prompt
        case .reflection(let round): "\(Self.reflection)\(Self.separator)\(round.prompt)\(Self.separator)\(round.round)"
        }
    }
}
