import ClientCore

/// What was said under a round, and the signs that were left there.
enum RemarkText {
    static func lines(
        _ remarks: [Remark], _ mySign: String?, _ theirSign: String?, partner: String?, on page: Page
    ) -> [String] {
        let signs = signs(mySign, theirSign, partner)
        return remarks.flatMap { [""] + Voice.remark($0, partner).lines(on: page) }
            + (signs.isEmpty ? [] : ["", signs.joined(separator: "   ")])
    }

    /// A sign and whose it is: the sign last, whatever a terminal makes of its width.
    static func signs(_ mine: String?, _ theirs: String?, _ partner: String?) -> [String] {
        [mine.map { Wording.sign($0, of: Wording.you) }, theirs.map { Wording.sign($0, of: Wording.partnerFirst(partner)) }]
            .compactMap { $0 }
    }
}
