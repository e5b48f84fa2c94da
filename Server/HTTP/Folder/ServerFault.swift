/// Why the server cannot start, in words for whoever starts it. May name a path of theirs, never a secret.
package struct ServerFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
