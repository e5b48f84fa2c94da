package import Catalogue
package import ClientCore
package import Models

/// The JSON that scripts rely on. Fields are only ever added; a field without a value is `null`, never missing.
extension JSON {
    package static func instant(_ instant: Instant?) -> JSON { JSON(instant.map { CivilTime($0).rfc3339 }) }

    package static func error(_ failure: Failure) -> JSON {
        ["error": reason(failure)]
    }

    package static func reason(_ failure: Failure) -> JSON {
        ["code": .string(failure.code), "message": .string(failure.message), "next": JSON(failure.next)]
    }

    package static func code(_ code: PrintedCode) -> JSON { ["code": .string(code.text), "expires": instant(code.expires)] }

    /// Includes `asked` only if the text was written for a different question than the one beside it.
    package static func words(_ words: Words?) -> JSON {
        guard let words else { return .null }
        let (text, at) = (JSON.string(words.text), instant(words.at))
        return words.asked.map { ["text": text, "at": at, "asked": .string($0)] } ?? ["text": text, "at": at]
    }

    static func reference(_ round: RoundReference) -> JSON {
        ["prompt": .string(round.prompt), "round": JSON(round.round)]
    }

    package static func sync(_ report: SyncReport) -> JSON {
        [
            "pushed": JSON(report.pushed), "pulled": JSON(report.pulled), "pending": JSON(report.pending),
            "opened": .array(report.opened.map(reference)),
        ]
    }

    package static func prompt(_ view: PromptView) -> JSON {
        ["prompt": .string(view.prompt), "question": .string(view.question), "rounds": .array(view.rounds.map(round))]
    }

    package static func round(_ round: RoundView) -> JSON {
        [
            "number": JSON(round.number), "state": .string(round.state.rawValue), "draft": words(round.draft),
            "mine": words(round.mine), "theirs": words(round.theirs),
            "reflections": .array(round.remarks.map { reflection($0.isMine, $0.text, at: $0.at) }),
            "reactions": reactions(round.mySign, round.theirSign), "is_archived": .bool(round.isArchived),
            "partner": JSON(round.partner), "mine_unread": JSON(round.mineUnread?.rawValue),
            "theirs_unread": JSON(round.theirsUnread?.rawValue),
        ]
    }

    package static func reflection(_ isMine: Bool, _ text: String, at: Instant) -> JSON {
        ["by_me": .bool(isMine), "text": .string(text), "at": instant(at)]
    }

    static func reactions(_ mine: String?, _ theirs: String?) -> JSON { ["mine": JSON(mine), "theirs": JSON(theirs)] }

    /// `timeline --json`: the fields of the round are those of `show`.
    package static func entry(_ entry: TimelineEntry) -> JSON {
        let place: JSON = ["prompt": .string(entry.prompt), "question": .string(entry.question), "at": instant(entry.at)]
        return place.with(round(entry.round))
    }

    package static func summary(_ prompt: PromptSummary) -> JSON {
        [
            "id": .string(prompt.id), "question": .string(prompt.question), "deck": .string(prompt.deck),
            "depth": JSON(prompt.depth),
            "barriers": JSON(prompt.barriers), "state": .string(prompt.state.rawValue), "round": JSON(prompt.number),
            "has_draft": .bool(prompt.hasDraft), "is_skipped": .bool(prompt.isSkipped), "is_gentle": .bool(prompt.isGentle),
            "is_offered": .bool(prompt.isOffered),
        ]
    }

    package static func opened(_ round: OpenedRound) -> JSON {
        [
            "prompt": .string(round.prompt), "question": .string(round.question), "round": JSON(round.number),
            "mine": words(round.mine), "theirs": words(round.theirs),
            "reflections": .array(round.remarks.map { reflection($0.isMine, $0.text, at: $0.at) }),
            "reactions": reactions(round.mySign, round.theirSign),
        ]
    }

    package static func version(_ version: HistoryVersion) -> JSON {
        [
            "number": JSON(version.number), "round": JSON(version.round), "text": .string(version.words.text),
            "at": instant(version.words.at), "reason": JSON(version.reason?.rawValue), "is_draft": .bool(version.isDraft),
            "is_archived": .bool(version.isArchived),
        ]
    }

    package static func device(_ device: DeviceView, lastSigned: Instant?) -> JSON {
        [
            "id": .string(device.short), "name": JSON(device.name), "kind": .string(device.kind.rawValue),
            "is_this": .bool(device.isThis),
            "is_live": .bool(device.isLive), "added": instant(device.added), "last_wrote": instant(lastSigned),
            "added_by": JSON(device.addedBy?.short),
        ]
    }

    package static func diagnosis(_ diagnosis: Diagnosis) -> JSON {
        [
            "level": .string(diagnosis.level.rawValue), "code": .string(diagnosis.code), "message": .string(diagnosis.message),
            "next": JSON(diagnosis.next), "command": JSON(diagnosis.command), "prompts": JSON(diagnosis.prompts),
            "count": JSON(diagnosis.count.map(Int64.init)), "limit": JSON(diagnosis.limit), "seconds": JSON(diagnosis.seconds),
        ]
    }

    package static func broughtIn(_ result: BroughtIn, by author: ExportAuthor, leftOut: Int) -> JSON {
        [
            "prompts": JSON(result.prompts), "rounds": JSON(result.rounds), "drafts": JSON(result.drafts),
            "skips": JSON(result.skips), "pledges": JSON(result.pledges), "decks": JSON(result.decks),
            "exported_by": .string(author.rawValue), "left_out": JSON(leftOut),
        ]
    }

    package static func status(_ status: StatusView) -> JSON {
        [
            "name": JSON(status.name), "partner": JSON(status.partner), "paired": .bool(status.phase == .paired),
            "phase": .string(status.phase.rawValue), "pending": JSON(status.pending), "refused": JSON(status.refused),
            "waiting_for_me": JSON(status.waitingForMe), "waiting_for_partner": JSON(status.waitingForPartner),
            "opened": .array(status.opened.map(reference)), "remarked": .array(status.remarked.map(reference)),
            "finished_drafts": JSON(status.finishedDrafts),
            "last_sync": instant(status.lastSync), "server": JSON(status.server), "fingerprint": JSON(status.fingerprint),
            "reveal": .string(status.reveal.rawValue),
            "needs_newer_version": .array(status.needsNewerVersion.map(reference)),
        ]
    }

    /// For `decks list`.
    package static func deck(_ deck: DeckView) -> JSON {
        [
            "id": .string(deck.deck.id), "title": .string(deck.deck.title), "about": .string(deck.deck.about),
            "count": JSON(deck.deck.prompts.count), "opened": JSON(deck.opened), "is_own": .bool(deck.isOwn),
            "is_asked": .bool(deck.isAsked),
        ]
    }

    package static func today(_ today: TodayView) -> JSON {
        [
            "day": day(today.day), "prompt": today.prompt.map(summary) ?? .null, "instead": today.instead.map(summary) ?? .null,
            "since": day(today.since), "paused": .bool(today.isPaused),
        ]
    }

    /// - Parameter today: determines whether the pledge's period is over.
    package static func pledge(_ pledge: PledgeView, on today: Day) -> JSON {
        [
            "number": JSON(pledge.number), "is_mine": .bool(pledge.isMine), "text": .string(pledge.text), "from": day(pledge.from),
            "through": day(pledge.through), "kept_on": day(pledge.keptOn), "is_over": .bool(pledge.isOver(on: today)),
            "at": instant(pledge.at),
        ]
    }

    package static func day(_ day: Day?) -> JSON { JSON(day.map(\.description)) }

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
