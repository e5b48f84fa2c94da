package import ClientCore
import Machine

/// `history`: the user's versions of an answer, oldest first.
package enum HistoryText {
    package static func lines(_ versions: [HistoryVersion], prompt: String, on page: Page) -> [String] {
        guard !versions.isEmpty else { return [Wording.noHistory] }
        let isManyRounds = Set(versions.map(\.round)).count > 1
        return versions.flatMap { version -> [String] in
            let round = isManyRounds ? ", round \(version.round)" : ""
            let fate = Wording.fate(version)
            let heading =
                Style.strong("Version \(version.number)", on: page) + "\(round), \(page.moment(version.words.at)): "
                + (version.reason == nil ? Style.good(fate, on: page) : Style.quiet(fate, on: page))
            let body = Wrapping.words(version.words.text, width: page.measure.map { $0 - 2 })
            return [heading] + body.map { $0.isEmpty ? "" : "  " + $0 } + [""]
        }
            + hints(versions, prompt).flatMap { Wrapping.sentences($0, width: page.measure) }.map { Style.quiet($0, on: page) }
    }

    /// A version that was too late for its answer can still become a reflection.
    private static func hints(_ versions: [HistoryVersion], _ prompt: String) -> [String] {
        let late = versions.last { $0.reason == .locked }
        return [Wording.restoreHint(prompt)] + (late.map { [Wording.lateHint(prompt, $0.number)] } ?? [])
    }
}
