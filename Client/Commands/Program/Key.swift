/// A key of a terminal, as screens understand it.
package enum Key: Hashable, Sendable {
    /// One scalar of what is typed.
    case typed(Unicode.Scalar)
    /// Together with a letter, which is given in lower case.
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
    /// What comes until the paste ends was not typed key by key.
    case pasteBegins
    case pasteEnds
}
