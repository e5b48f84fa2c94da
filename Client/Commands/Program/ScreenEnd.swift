/// How a screen came to give the terminal back.
package enum ScreenEnd: Hashable, Sendable {
    case done
    /// A signal wants the process to end; it has not ended yet.
    case interrupted(by: Int32)
}
