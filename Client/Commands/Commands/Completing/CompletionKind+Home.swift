import ArgumentParser

/// Completions that depend on the home's content.
extension CompletionKind {
    static let prompts = home(.prompts)
    static let decks = home(.decks)
    static let devices = home(.devices)

    private static func home(_ subject: CompleteCommand.Subject) -> CompletionKind {
        .shellCommand("twofold complete \(subject.rawValue) 2>/dev/null")
    }
}
