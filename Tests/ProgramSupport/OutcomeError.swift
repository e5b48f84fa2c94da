package import Wire

/// A server didn't accept what it should have.
package struct OutcomeError: Error {
    package let outcomes: [Outcome]

    package init(outcomes: [Outcome]) { self.outcomes = outcomes }
}
