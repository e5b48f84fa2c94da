import Catalogue
import Models

/// Notes what weighs on both, for couples that have their check-ins followed.
struct FocusEdit {
    let edit: HomeEdit

    /// Writes down what follows from the latest revealed check-in, unless a device of either partner already has.
    ///
    /// Uses nothing but the two revealed check-ins, so that every device comes to the same. It counts from the next date that hasn't
    /// started in any time zone.
    func follow() throws {
        let home = edit.asOfNow()
        guard home.membership.phase == .paired, let id = home.days.focusID,
            try home.days.schedule().latest.followsCheckIns == true, try !home.isHeldByPartner(id), try !home.isNewer(id),
            let latest = try home.views.view(CheckIn.prompt.id).rounds.last(where: { !$0.isArchived && $0.state == .revealed }),
            let mine = CheckInPair(latest).mine?.checkIn, let theirs = CheckInPair(latest).theirs?.checkIn
        else { return }
        let focus = try home.days.focus()
        let barrier = Barrier.weighing(on: mine, and: theirs)
        guard focus.entries.last.map({ $0.round < latest.number }) ?? (barrier != nil) else { return }
        let entry = Focus.Entry(from: .notBegun(at: edit.now), round: latest.number, barrier: barrier)
        let document = Document.focus(FocusDocument(focus: focus.adding(entry)))
        try edit.outbox.enqueue(
            .put(visibility: .shared, owner: .couple, document: document, edits: home.currentOfCouple(id).stamp), for: id)
    }
}
