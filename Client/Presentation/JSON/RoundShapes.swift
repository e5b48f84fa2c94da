package import Catalogue
package import ClientCore

extension RoundReference: JSONShape {
    package var fields: Fields { ["prompt": prompt, "round": number] }
}

extension PromptView: JSONShape {
    package var fields: Fields { ["prompt": prompt, "question": question, "rounds": rounds] }
}

extension RoundView: JSONShape {
    package var fields: Fields {
        [
            "number": number, "state": state, "draft": draft, "mine": mine, "theirs": theirs, "reflections": reflections,
            "reactions": reactions(myReaction, theirReaction), "is_archived": isArchived, "partner": partner,
            "mine_unread": mineUnread?.rawValue, "theirs_unread": theirsUnread?.rawValue,
        ]
    }
}

extension OpenedRound: JSONShape {
    package var fields: Fields {
        [
            "prompt": prompt, "question": question, "round": number, "mine": mine, "theirs": theirs, "reflections": reflections,
            "reactions": reactions(myReaction, theirReaction),
        ]
    }
}

extension Reflection: JSONShape {
    package var fields: Fields { ["by_me": isMine, "text": text, "at": at] }
}

private func reactions(_ mine: String?, _ theirs: String?) -> Fields { ["mine": mine, "theirs": theirs] }

extension TimelineEntry: JSONShape {
    /// The fields of the round are those of `show`.
    package var fields: Fields { ["prompt": prompt, "question": question, "at": at] + round.fields }
}

extension HistoryVersion: JSONShape {
    package var fields: Fields {
        [
            "number": number, "round": round, "text": words.text, "at": words.at, "reason": reason, "is_draft": isDraft,
            "is_archived": isArchived,
        ]
    }
}

extension PledgeView {
    /// - Parameter today: determines whether the pledge's period is over.
    package func fields(on today: Day) -> Fields {
        [
            "number": number, "is_mine": isMine, "text": text, "from": from, "through": through, "kept_on": keptOn,
            "is_over": isOver(on: today), "at": at,
        ]
    }
}
