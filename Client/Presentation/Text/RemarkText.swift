package import ClientCore

/// Reflections and reactions under a round.
package enum RemarkText {
    package static func lines(
        _ remarks: [Remark], _ mySign: String?, _ theirSign: String?, partner: String?, on page: Page
    ) -> [String] {
        let signs = signs(mySign, theirSign, partner)
        return remarks.flatMap { [""] + Voice.remark($0, partner).lines(on: page) }
            + (signs.isEmpty ? [] : ["", signs.joined(separator: "   ")])
    }

    /// A reaction with its author's name. The sign comes last, because terminals disagree on its width.
    static func signs(_ mine: String?, _ theirs: String?, _ partner: String?) -> [String] {
        [mine.map { Wording.sign($0, of: Wording.you) }, theirs.map { Wording.sign($0, of: Wording.partnerFirst(partner)) }]
            .compactMap { $0 }
    }
}
