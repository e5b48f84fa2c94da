/// A store doesn't do what the port requires.
package struct ConformanceFailure: Error, CustomStringConvertible {
    package let description: String
}

/// - Throws: `ConformanceFailure` unless the two are equal.
func expect<Value: Equatable>(_ value: Value?, _ expected: Value?, line: Int = #line) throws {
    guard value == expected else {
        throw ConformanceFailure(
            description: "line \(line): got \(String(describing: value)), expected \(String(describing: expected))")
    }
}
