package import Machine

/// A problem with how a home is stored in the file system.
package enum HomeFlaw: Hashable, Sendable {
    /// Other users on this machine can read or write it.
    case openToOthers(path: String)
    /// SQLite's own check found damage.
    case damaged
    /// A file that remained when an editor or this program ended early.
    case leftBehind(EditorLeftover)
    /// A part of it can't be read.
    case unreadable(Failure)
}
