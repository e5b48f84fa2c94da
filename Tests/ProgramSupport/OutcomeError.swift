package import Wire

/// A server did not take what it had to.
package struct OutcomeError: Error {
    package let outcomes: [Outcome]

    package init(outcomes: [Outcome]) { self.outcomes = outcomes }
}
