/// Why a screen gave the terminal back.
package enum ScreenEnd: Hashable, Sendable {
    case done
    /// A signal asks the process to end; it hasn't ended yet.
    case interrupted(by: Int32)
}
