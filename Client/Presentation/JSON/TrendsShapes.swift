import Catalogue
package import ClientCore

extension Trends: JSONShape {
    package var fields: Fields {
        [
            "together": together, "subjects": series, "gaps": gaps, "eased": eased, "suggestions": suggestions,
            "waits_for_me": waitsForMe, "waits_for_partner": waitsForPartner,
        ]
    }
}

extension Trends.Series: JSONShape {
    package var fields: Fields {
        [
            "subject": subject.name, "title": subject.title, "is_better_high": subject.isBetterHigh, "mine": mine,
            "theirs": theirs,
        ]
    }
}

extension Trends.Point: JSONShape {
    package var fields: Fields { ["at": at, "value": rating.value, "note": rating.note] }
}

extension Trends.Gap: JSONShape {
    package var fields: Fields { ["subject": subject.name, "mine": mine, "theirs": theirs, "width": width] }
}

extension Trends.Easing: JSONShape {
    package var fields: Fields { ["subject": subject.name, "before": before, "now": now] }
}
