import Foundation

/// A word that occurs in one text only, and identifies its author.
struct Token: Hashable, Sendable {
    let couple: Int
    let side: Side
    let number: Int

    var text: String { "tok_\(couple)_\(side.rawValue)_\(number)_" }

    /// All tokens in a text.
    static func all(in text: String) -> Set<Token> {
        var found: Set<Token> = []
        for part in text.components(separatedBy: "tok_").dropFirst() {
            let fields = part.prefix(40).split(separator: "_", maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4, let couple = Int(fields[0]), let side = Side(rawValue: String(fields[1])),
                let number = Int(fields[2])
            else { continue }
            found.insert(Token(couple: couple, side: side, number: number))
        }
        return found
    }
}
