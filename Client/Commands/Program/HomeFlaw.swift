/// Something wrong with how a home lies in the file system.
package enum HomeFlaw: Hashable, Sendable {
    /// Others on this machine may read or write it.
    case openToOthers(path: String)
    /// SQLite's own check found damage.
    case damaged
    /// What an editor left behind when it or this program ended early.
    case leftBehind(EditorLeftover)
    /// A part of it can't be read.
    case unreadable(Failure)
}
