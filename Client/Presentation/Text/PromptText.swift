package import Catalogue
package import ClientCore
import Machine

/// `show`: a prompt with all its rounds.
package enum PromptText {
    package static func lines(
        _ view: PromptView, partner: String?, names: PromptNames = .ids, on page: OutputLayout
    ) -> [String] {
        heading(names[view.prompt], view.question, gentleness: view.gentleness, on: page)
            + view.rounds.flatMap { [""] + round($0, of: view, partner: partner, on: page) }
    }

    package static func heading(
        _ name: String, _ question: String, gentleness: Gentleness = .none, on page: OutputLayout
    ) -> [String] {
        [Style.quiet(SafeText.line(name), on: page)]
            + Wrapping.lines(SafeText.line(question), width: page.measure).map { Style.strong($0, on: page) }
            + note(gentleness, on: page)
    }

    private static func note(_ gentleness: Gentleness, on page: OutputLayout) -> [String] {
        guard let note = Messages.Gentle.note(gentleness) else { return [] }
        return Wrapping.sentences(note, width: page.measure).map { Style.quiet($0, on: page) }
    }

    private static func round(_ round: RoundView, of view: PromptView, partner: String?, on page: OutputLayout) -> [String] {
        let sentence = Messages.Status.state(round, partner: partner)
        let partner = round.partner(or: partner)
        let text = view.rounds.count > 1 || round.number > 1 ? "Round \(round.number). \(sentence)" : sentence
        let style: Style = round.state == .tampered ? .warning : .quiet
        let state = Wrapping.lines(text, width: page.measure).map { style($0, on: page) }
        let checkIn = CheckInText.voices(round, of: view.prompt, partner: partner, on: page)
        return state + (checkIn ?? voices(round, partner: partner, on: page))
            + ReflectionText.lines(round.reflections, round.myReaction, round.theirReaction, partner: partner, on: page)
    }

    private static func voices(_ round: RoundView, partner: String?, on page: OutputLayout) -> [String] {
        let draft = round.draft.map { [""] + Voice.draft($0).lines(on: page) } ?? []
        guard let mine = round.mine else {
            return draft + (round.theirs.map { [""] + Voice.theirs($0, partner).lines(on: page) } ?? [])
        }
        guard let theirs = round.theirs else { return [""] + Voice.mine(mine).lines(on: page) + draft }
        return [""] + pair(.mine(mine), .theirs(theirs, partner), on: page) + draft
    }

    package static func pair(_ mine: Voice, _ theirs: Voice, on page: OutputLayout) -> [String] {
        SideBySide.lines(mine, theirs, on: page) ?? mine.lines(on: page) + [""] + theirs.lines(on: page)
    }
}

/// Two rounds of a prompt, each partner's answers next to each other.
package enum CompareText {
    package static func lines(
        _ view: PromptView, _ earlier: RoundView, _ later: RoundView, partner: String?, names: PromptNames, on page: OutputLayout
    ) -> [String] {
        PromptText.heading(names[view.prompt], view.question, on: page)
            + pair(\.mine, earlier, later, .mine, on: page) { _ in Messages.Reflections.you }
            + pair(\.theirs, earlier, later, .theirs, on: page) { Messages.partnerFirst($0.partner(or: partner)) }
    }

    private static func pair(
        _ words: KeyPath<RoundView, Words?>, _ earlier: RoundView, _ later: RoundView, _ style: Style, on page: OutputLayout,
        name: (RoundView) -> String
    ) -> [String] {
        let voices = [earlier, later].map { round in
            round[keyPath: words].map { Voice($0, Messages.Reflections.inRound(round.number, name(round)), style) }
        }
        switch (voices[0], voices[1]) {
        case (let first?, let second?): return [""] + PromptText.pair(first, second, on: page)
        case (let first?, nil): return [""] + first.lines(on: page) + missing(later, name(later), on: page)
        case (nil, let second?): return missing(earlier, name(earlier), on: page) + [""] + second.lines(on: page)
        case (nil, nil): return []
        }
    }

    private static func missing(_ round: RoundView, _ name: String, on page: OutputLayout) -> [String] {
        ["", Style.quiet(Messages.Reflections.inRound(round.number, name) + ": " + Messages.Reflections.notOpen, on: page)]
    }
}

/// Reflections and reactions under a round.
package enum ReflectionText {
    package static func lines(
        _ reflections: [Reflection], _ myReaction: String?, _ theirReaction: String?, partner: String?, on page: OutputLayout
    ) -> [String] {
        let reactions = reactions(myReaction, theirReaction, partner)
        return reflections.flatMap { [""] + Voice.reflection($0, partner).lines(on: page) }
            + (reactions.isEmpty ? [] : ["", reactions.joined(separator: "   ")])
    }

    /// A reaction with its author's name. The symbol comes last, because terminals disagree on its width.
    static func reactions(_ mine: String?, _ theirs: String?, _ partner: String?) -> [String] {
        [
            mine.map { Messages.Reflections.reaction($0, of: Messages.Reflections.you) },
            theirs.map { Messages.Reflections.reaction($0, of: Messages.partnerFirst(partner)) },
        ]
        .compactMap { $0 }
    }
}

/// `history`: the user's versions of an answer, oldest first.
package enum HistoryText {
    /// - Parameters:
    ///   - prompt: what the question is called.
    ///   - revealed: the numbers of the rounds that are.
    ///   - frozen: the numbers of the rounds in which both have sealed: their answers can't change.
    ///   - isOver: nothing can change.
    package static func lines(
        _ versions: [HistoryVersion], prompt: String, revealed: Set<Int> = [], frozen: Set<Int> = [], isOver: Bool = false,
        on page: OutputLayout
    ) -> [String] {
        guard !versions.isEmpty else { return [Messages.Exports.noHistory] }
        let isManyRounds = Set(versions.map(\.round)).count > 1
        return versions.flatMap { version -> [String] in
            let round = isManyRounds ? ", round \(version.round)" : ""
            let fate = Messages.Exports.fate(version, isRevealed: revealed.contains(version.round))
            let heading =
                Style.strong("Version \(version.number)", on: page) + "\(round), \(page.moment(version.words.at)): "
                + (version.reason == nil ? Style.good(fate, on: page) : Style.quiet(fate, on: page))
            let body = Wrapping.words(version.words.text, width: page.measure.map { $0 - 2 })
            return [heading] + body.map { $0.isEmpty ? "" : "  " + $0 } + [""]
        }
            + hints(versions, prompt, isOver ? nil : frozen).flatMap { Wrapping.sentences($0, width: page.measure) }.map {
                Style.quiet($0, on: page)
            }
    }

    /// A version that was too late for its answer can still become a reflection.
    ///
    /// - Parameter frozen: `nil` if nothing can change.
    private static func hints(_ versions: [HistoryVersion], _ prompt: String, _ frozen: Set<Int>?) -> [String] {
        guard let frozen else { return [] }
        let late = versions.last { $0.reason == .locked }
        let canRestore = versions.contains { $0.reason != nil && ($0.isArchived || $0.isDraft || !frozen.contains($0.round)) }
        return (canRestore ? [Messages.Exports.restoreHint(prompt)] : [])
            + (late.map { [Messages.Exports.lateHint(prompt, $0.number)] } ?? [])
    }
}
