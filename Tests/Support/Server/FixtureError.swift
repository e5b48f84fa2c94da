/// A failure of a fixture, not of the code under test.
package enum FixtureError: Error {
    case noPostgres
    case notASeal
    case notPaired
}
