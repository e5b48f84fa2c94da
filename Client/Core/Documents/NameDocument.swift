/// The name a partner goes by.
package struct NameDocument: Hashable, Codable, Sendable {
    package let name: String

    package init(name: String) { self.name = name }
}
