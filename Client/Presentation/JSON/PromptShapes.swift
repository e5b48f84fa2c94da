import Catalogue
package import ClientCore

extension PromptSummary: JSONShape {
    package var fields: Fields {
        [
            "id": id, "question": question, "deck": deck, "depth": depth, "barriers": barriers, "state": state, "round": number,
            "has_draft": hasDraft, "is_skipped": isSkipped, "is_gentle": isGentle, "is_offered": isOffered,
            "gentleness": gentleness, "name": name,
        ]
    }
}

extension TodayView: JSONShape {
    package var fields: Fields {
        ["day": day, "prompt": prompt, "instead": instead, "since": since, "paused": isPaused, "because": because]
    }
}

extension DeckView: JSONShape {
    package var fields: Fields {
        [
            "id": deck.id, "title": deck.title, "about": deck.about, "count": deck.prompts.count, "opened": opened, "is_own": isOwn,
            "is_asked": isAsked, "is_opt_in": deck.isOptIn,
        ]
    }
}
