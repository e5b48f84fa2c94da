import Catalogue

/// All of the program's messages: results here; errors, notices and findings in the files beside this one.
package enum Messages {
    // MARK: Sync
    static let wentThrough = "It went through."
    static let goesOutLater = "It goes out with the next sync."

    // MARK: Questions
    package static let yesOrNo = " [y/N] "
    /// Stands for a question in commands, where it isn't known which one is meant.
    static let placeholder = "QUESTION"
    package static func number(upTo count: Int) -> String { "1 to \(count), or Enter for none: " }
    package static let name = "Your name, for your partner (Enter: none): "
    package static let server = "The server's address (Enter: later): "
    package static let code = "The code: "
    package static let kit = "The kit's code: "
    package static let question = "Your question: "

    /// The partner's name within a sentence, and at its start.
    static func partnerName(_ partner: String?) -> String { partner.map(SafeText.line) ?? "your partner" }
    static func partnerFirst(_ partner: String?) -> String { partner.map(SafeText.line) ?? "Your partner" }

    /// Shown above text that was written for a different question than the one displayed.
    package static func asked(_ question: String) -> String { "The question then: \(question)" }

    static func list(_ items: [String]) -> String { items.joined(separator: ", ") }
    static func list(_ prompts: [PromptID]) -> String { list(prompts.map(\.description)) }

    /// The beginning of a text that may be extremely long.
    static func shortened(_ text: String, to most: Int = 500) -> String {
        text.count <= most ? text : text.prefix(most - 2) + " …"
    }

    /// The first of many items.
    static func some(_ items: [String]) -> String {
        items.count <= 8 ? list(items) : list(Array(items.prefix(6))) + " and \(items.count - 6) others"
    }

    /// - Precondition: there is at least one item, and only a few.
    static func didYouMean(_ items: [String]) -> String {
        "Did you mean \(items.count == 1 ? list(items) : list(items.dropLast()) + " or " + list(items.suffix(1)))?"
    }

    /// How often something happened.
    static func times(_ number: Int) -> String {
        switch number {
        case 1: "once"
        case 2: "twice"
        default: "\(number) times"
        }
    }

    package static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}
