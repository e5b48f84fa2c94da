/// A choice that takes one key.
package struct NextStep: Hashable, Sendable {
    let key: Character
    let label: String
    /// The command line to run; `nil` quits.
    let arguments: [String]?
    /// Whether Enter chooses it too.
    var isNearest = false
    /// Whether the greeting follows again.
    var comesBack = true

    static let more = NextStep(key: "?", label: Wording.stepMore, arguments: ["help"], comesBack: false)
    static let quit = NextStep(key: "q", label: Wording.stepQuit, arguments: nil)

    /// For someone without a home.
    static let ofNewcomer = [
        NextStep(key: "b", label: Wording.stepBegin, arguments: ["init"]),
        NextStep(key: "j", label: Wording.stepJoin, arguments: ["join"]),
        NextStep(key: "l", label: Wording.stepLink, arguments: ["link", "-"]),
        NextStep(key: "r", label: Wording.stepRecover, arguments: ["recover"]),
        more, quit,
    ]
}
