/// What a code is for.
package enum BoxKind: String, Codable, Sendable, CaseIterable {
    case invitation, link, kit
}
