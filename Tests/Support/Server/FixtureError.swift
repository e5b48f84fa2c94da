/// What went wrong in a fixture, not in what is tested.
package enum FixtureError: Error {
    case notASeal
    case notPaired
}
