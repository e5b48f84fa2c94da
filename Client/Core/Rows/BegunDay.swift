package import Catalogue
import FoundationEssentials
import Models
import Wire

/// The last day on which this device looked up the couple's prompt, and that prompt.
package struct BegunDay: Hashable, Codable, Sendable {
    package let day: Day
    package let prompt: PromptID
    package let since: Day
    /// What it was chosen for, because it weighs on both.
    package let because: Barrier?

    package init(day: Day, prompt: PromptID, since: Day, because: Barrier? = nil) {
        self.day = day
        self.prompt = prompt
        self.since = since
        self.because = because
    }

    init(decoding bytes: Bytes) throws { self = try WireJSON.decode(BegunDay.self, from: Data(bytes)) }

    func encoded() throws -> Bytes { Bytes(try WireJSON.encode(self)) }
}
