package import Models

/// Two paired partners, one device each.
package struct TestCouple: Sendable {
    /// The inviter's.
    package var first: TestClient
    /// The joiner's.
    package var second: TestClient
    package let locator: Locator
}
