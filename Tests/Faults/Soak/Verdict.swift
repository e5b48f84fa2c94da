import ProgramSupport

/// How a command ended, as far as a script can tell.
enum Verdict {
    /// Status 0, and what it said.
    case done(JSONValue)
    /// It said why not: the code.
    case failed(String)
    /// It was killed before it could say anything.
    case cutOff

    var json: JSONValue? { if case .done(let json) = self { json } else { nil } }
    var code: String? { if case .failed(let code) = self { code } else { nil } }
}
