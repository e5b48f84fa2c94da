/// A key press, as screens interpret it.
package enum Key: Hashable, Sendable {
    /// One scalar of typed text.
    case typed(Unicode.Scalar)
    /// Ctrl with a letter, given in lower case.
    case control(Unicode.Scalar)
    case up
    case down
    case left
    case right
    case home
    case end
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    /// What follows until the paste ends wasn't typed key by key.
    case pasteBegins
    case pasteEnds
}
