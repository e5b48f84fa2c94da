/// What was brought in from an export, for its author alone: nobody's signature is on it any more.
///
/// A round that is too long for one record is spread over several, which `group` holds together.
package struct ArchiveDocument: Hashable, Codable, Sendable {
    package let group: String
    /// Which part of its group it is.
    package let part: String
    /// With one round, or a part of one.
    package let prompt: Export.Prompt?
    package let pledge: Export.Pledge?

    package init(group: String, part: String, prompt: Export.Prompt? = nil, pledge: Export.Pledge? = nil) {
        self.group = group
        self.part = part
        self.prompt = prompt
        self.pledge = pledge
    }
}
