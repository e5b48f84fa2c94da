/// Where in a transaction a process ends.
enum Moment: String, CaseIterable {
    case before
    /// After all that the transaction does, before its commit.
    case within
    /// After its commit, before anybody hears of it.
    case after
}
