import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support

let noon = Instant(milliseconds: 1_764_072_000_000)  // 2025-11-25T12:00:00Z

func page(_ width: Int?, isColoured: Bool = false) -> OutputLayout {
    OutputLayout(width: width, isColoured: isColoured, clock: WallClock(ahead: 0), now: noon)
}

func words(_ text: String) -> Words { Words(text: text, at: noon) }

func view(_ rounds: RoundView..., gentleness: Gentleness = .none) -> PromptView {
    PromptView(prompt: "founding/first-word", question: "What comes to mind first?", gentleness: gentleness, rounds: rounds)
}

func reflection(_ text: String, isMine: Bool = true) -> Reflection { Reflection(isMine: isMine, text: text, at: noon) }

func round(
    _ state: PromptState, number: Int = 1, draft: String? = nil, mine: String? = nil, theirs: String? = nil,
    reflections: [Reflection] = [],
    myReaction: String? = nil, theirReaction: String? = nil
) -> RoundView {
    RoundView(
        number: number, state: state, draft: draft.map(words), mine: mine.map(words), theirs: theirs.map(words),
        reflections: reflections,
        myReaction: myReaction, theirReaction: theirReaction)
}

func summary(
    _ id: PromptID, _ question: String, state: PromptState = .open, number: Int = 1, hasDraft: Bool = false, isSkipped: Bool = false
) -> PromptSummary {
    PromptSummary(
        id: id, question: question, deck: "founding", depth: 2, barriers: ["shame"], state: state, number: number,
        hasDraft: hasDraft, isSkipped: isSkipped)
}

func status(
    phase: MembershipPhase = .paired, pending: Int = 0, refused: Int = 0, forMe: [PromptID] = [], forPartner: [PromptID] = [],
    opened: [RoundReference] = [], finished: [PromptID] = [], lastSync: Instant? = noon, partner: String? = "Ben"
) -> StatusView {
    StatusView(
        name: "Ada", partner: partner, phase: phase, pending: pending, refused: refused, waitingForMe: forMe,
        waitingForPartner: forPartner, opened: opened, finishedDrafts: finished, lastSync: lastSync,
        server: "https://example.org:443",
        fingerprint: phase == .waiting ? nil : "00001 00002 00003 00004 00005 00006", reveal: .escrow)
}
