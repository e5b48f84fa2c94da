package import Catalogue

/// What weighs on both by their revealed check-ins, written for couples that have them followed. One record for both.
package struct FocusDocument: Hashable, Codable, Sendable {
    package let focus: Focus

    package init(focus: Focus) { self.focus = focus }
}
