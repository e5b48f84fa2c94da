/// Something that one key does.
package struct NextStep: Hashable, Sendable {
    let key: Character
    let label: String
    /// The command line that is run; nil ends the program.
    let arguments: [String]?
    /// Enter does it, too.
    var isNearest = false
    /// There is a greeting again after it.
    var comesBack = true

    static let more = NextStep(key: "?", label: Wording.stepMore, arguments: ["help"], comesBack: false)
    static let quit = NextStep(key: "q", label: Wording.stepQuit, arguments: nil)

    /// Of somebody who has nothing here yet.
    static let ofNewcomer = [
        NextStep(key: "b", label: Wording.stepBegin, arguments: ["init"]),
        NextStep(key: "j", label: Wording.stepJoin, arguments: ["join"]),
        NextStep(key: "l", label: Wording.stepLink, arguments: ["link", "-"]),
        NextStep(key: "r", label: Wording.stepRecover, arguments: ["recover"]),
        more, quit,
    ]
}
