import ProgramSupport

/// How a command ended, as far as a script can tell.
enum Verdict {
    /// Status 0, and its output.
    case done(JSONValue)
    /// It reported why it failed: the error code.
    case failed(String)
    /// It was killed before it could report anything.
    case cutOff

    var json: JSONValue? { if case .done(let json) = self { json } else { nil } }
    var code: String? { if case .failed(let code) = self { code } else { nil } }
}
