import ArgumentParser

/// What is completed from what is in the home.
extension CompletionKind {
    static let prompts = home(.prompts)
    static let decks = home(.decks)
    static let devices = home(.devices)

    private static func home(_ subject: CompleteCommand.Subject) -> CompletionKind {
        .shellCommand("twofold complete \(subject.rawValue) 2>/dev/null")
    }
}
