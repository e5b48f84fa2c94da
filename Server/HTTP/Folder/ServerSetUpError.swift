/// Why the server can't start, worded for its operator. May name one of their paths, never a secret.
package struct ServerSetUpError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
