/// All that the program says: what commands say of what they did, and in the files beside this one errors, notices and findings.
package enum Wording {
    // MARK: Whether something went through
    static let wentThrough = "It went through."
    static let goesOutLater = "It goes out with the next sync."

    // MARK: Questions
    static let yesOrNo = " [y/N] "
    static let name = "Your name, for your partner (Enter: none): "
    static let server = "The server's address (Enter: later): "
    static let code = "The code: "
    static let kit = "The kit's code: "
    static let question = "Your question: "

    /// A partner within a sentence, and at its beginning.
    static func partnerName(_ partner: String?) -> String { partner.map(SafeText.line) ?? "your partner" }
    static func partnerFirst(_ partner: String?) -> String { partner.map(SafeText.line) ?? "Your partner" }

    /// Above words that were written for another question than the one that is shown.
    static func asked(_ question: String) -> String { "To another question: \(question)" }

    static func list(_ items: [String]) -> String { items.joined(separator: ", ") }

    static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}
