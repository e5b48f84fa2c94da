/// A choice that takes one key.
package struct NextStep: Hashable, Sendable {
    package let key: Character
    package let label: String
    /// The command line to run; `nil` quits.
    package let arguments: [String]?
    /// Whether Enter chooses it too.
    package var isNearest = false
    /// Whether the greeting follows again.
    package var comesBack = true

    package static let more = NextStep(key: "?", label: Wording.stepMore, arguments: ["help"], comesBack: false)
    static let quit = NextStep(key: "q", label: Wording.stepQuit, arguments: nil)

    /// For someone without a home.
    package static let ofNewcomer = [
        NextStep(key: "b", label: Wording.stepBegin, arguments: ["init"]),
        NextStep(key: "j", label: Wording.stepJoin, arguments: ["join"]),
        NextStep(key: "l", label: Wording.stepLink, arguments: ["link", "-"]),
        NextStep(key: "r", label: Wording.stepRecover, arguments: ["recover"]),
        more, quit,
    ]
}
