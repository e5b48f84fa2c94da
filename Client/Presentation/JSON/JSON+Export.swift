import Catalogue
package import ClientCore
import Models

extension JSON {
    /// `export --format json`, which `Export.init(json:)` reads.
    package static func export(_ export: Export) -> JSON {
        [
            "version": JSON(export.version), "exported": instant(export.exported),
            "author_id": JSON(export.authorID?.description), "name": JSON(export.name),
            "partner_id": JSON(export.partnerID?.description), "partner": JSON(export.partner),
            "prompts": .array(export.prompts.map(prompt)),
            "pledges": .array(export.pledges.map(pledge)), "decks": .array(export.decks.map(\.deck).map(deck)),
        ]
    }

    private static func prompt(_ prompt: Export.Prompt) -> JSON {
        [
            "id": .string(prompt.id), "question": .string(prompt.question), "is_skipped": .bool(prompt.isSkipped),
            "rounds": .array(prompt.rounds.map(round)), "history": .array(prompt.history.map(version)),
        ]
    }

    private static func round(_ round: Export.Round) -> JSON {
        [
            "number": JSON(round.number), "state": .string(round.state.rawValue), "draft": voice(round.draft),
            "mine": voice(round.mine), "theirs": voice(round.theirs),
            "reflections": .array(round.reflections.map { reflection($0.isMine, $0.text, at: $0.at) }),
            "reactions": reactions(round.mySign, round.theirSign), "is_archived": .bool(round.isArchived),
            "partner": JSON(round.partner),
        ]
    }

    private static func version(_ version: Export.Version) -> JSON {
        [
            "round": JSON(version.round), "reason": .string(version.reason.rawValue), "text": .string(version.text),
            "at": instant(version.at),
        ]
    }

    private static func voice(_ voice: Export.Voice?) -> JSON {
        words(voice.map { Words(text: $0.text, at: $0.at, asked: $0.asked) })
    }

    private static func pledge(_ pledge: Export.Pledge) -> JSON {
        [
            "is_mine": .bool(pledge.isMine), "text": .string(pledge.text), "from": .string(pledge.from.description),
            "through": .string(pledge.through.description), "kept_on": JSON(pledge.keptOn?.description),
            "at": instant(pledge.at), "partner": JSON(pledge.partner),
        ]
    }

    private static func deck(_ deck: Deck) -> JSON {
        [
            "id": .string(deck.id), "title": .string(deck.title), "about": .string(deck.about),
            "prompts": .array(
                deck.prompts.map { prompt in
                    [
                        "id": .string(prompt.id.description), "question": .string(prompt.question),
                        "barriers": JSON(prompt.barriers.map(\.rawValue)), "depth": JSON(prompt.depth.rawValue),
                        "is_gentle": .bool(prompt.isGentle),
                    ]
                }),
        ]
    }
}
