/// All that the program says: what commands say of what they did, and in the files beside this one errors, notices and findings.
package enum Wording {
    // MARK: Whether something went through
    static let wentThrough = "It went through."
    static let goesOutLater = "It goes out with the next sync."

    // MARK: Questions
    static let yesOrNo = " [y/N] "
    static let name = "What should your partner see as your name? (Enter: nothing for now) "
    static let server = "The server's address, as it printed it (Enter: later): "
    static let code = "The code: "
    static let kit = "The kit's code: "
    static let question = "Your question: "

    static func you(_ partner: String?) -> String { partner.map(SafeText.line) ?? "your partner" }
    static func You(_ partner: String?) -> String { partner.map(SafeText.line) ?? "Your partner" }

    static func list(_ items: [String]) -> String { items.joined(separator: ", ") }

    static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}
