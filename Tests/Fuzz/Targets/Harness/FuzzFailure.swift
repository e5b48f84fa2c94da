/// A promise that must hold for every input, and doesn't.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// - Throws: `FuzzFailure` unless `condition` holds.
func require(_ condition: Bool, _ promise: @autoclosure () -> String) throws {
    if !condition { throw FuzzFailure(promise()) }
}
