import Catalogue
package import ClientCore

extension JSON {
    /// `trends`.
    package static func trends(_ trends: Trends) -> JSON {
        [
            "together": JSON(trends.together), "subjects": .array(trends.series.map(series)), "gaps": .array(trends.gaps.map(gap)),
            "eased": .array(trends.eased.map(easing)), "suggestions": .array(trends.suggestions.map(summary)),
            "waits_for_me": .bool(trends.waitsForMe), "waits_for_partner": .bool(trends.waitsForPartner),
        ]
    }

    private static func series(_ series: Trends.Series) -> JSON {
        [
            "subject": .string(series.subject.name), "title": .string(series.subject.title),
            "is_better_high": .bool(series.subject.isBetterHigh), "mine": .array(series.mine.map(point)),
            "theirs": .array(series.theirs.map(point)),
        ]
    }

    private static func point(_ point: Trends.Point) -> JSON {
        ["at": instant(point.at), "value": JSON(point.rating.value), "note": JSON(point.rating.note)]
    }

    private static func gap(_ gap: Trends.Gap) -> JSON {
        [
            "subject": .string(gap.subject.name), "mine": JSON(gap.mine), "theirs": JSON(gap.theirs), "width": JSON(gap.width),
        ]
    }

    private static func easing(_ easing: Trends.Easing) -> JSON {
        ["subject": .string(easing.subject.name), "before": .decimal(easing.before), "now": .decimal(easing.now)]
    }
}
