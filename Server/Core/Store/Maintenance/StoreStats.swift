/// How much a store holds. Only totals, and nothing about any one couple.
package struct StoreStats: Hashable, Sendable {
    package var couples = 0
    /// Couples with two partners, neither of whom has left.
    package var paired = 0
    /// Couples that a partner has left.
    package var ended = 0
    package var liveDevices = 0
    /// By class, including tombstones.
    package var records: [String: Int] = [:]
    /// Octets of all bodies.
    package var bodyBytes = 0
    package var boxes = 0
    package var tokens = 0
    /// Octets of the database, as of its last checkpoint.
    package var databaseBytes = 0

    package init() {}
}
