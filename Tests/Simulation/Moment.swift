/// The point in a transaction at which a process ends.
enum Moment: String, CaseIterable {
    case before
    /// After everything the transaction does, before its commit.
    case within
    /// After its commit, before anyone learns of it.
    case after
}
