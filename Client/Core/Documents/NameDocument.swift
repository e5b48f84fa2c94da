/// What a partner likes to be called.
package struct NameDocument: Hashable, Codable, Sendable {
    package let name: String

    package init(name: String) { self.name = name }
}
