package import ClientCore

extension JSON {
    /// `export --format json`.
    package static func export(_ export: Export) -> JSON {
        [
            "version": JSON(export.version), "exported": instant(export.exported), "name": JSON(export.name),
            "partner": JSON(export.partner), "prompts": .array(export.prompts.map(prompt)),
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
}
