import Catalogue
import ClientCore
import Models

/// The chapters besides the answers: check-ins and pledges.
extension KeepsakePage {
    var checkIns: HTML? {
        guard !keepsake.checkIns.isEmpty else { return nil }
        return """
            <section class="chapter checkins" aria-labelledby="checkins">
            <h2 id="checkins">\(Messages.Keepsake.checkIns)</h2>
            <p class="about">\(Messages.Keepsake.checkInsAbout)</p>
            <p class="key"><span class="one"><svg viewBox="0 0 40 12" aria-hidden="true"><polyline points="2,6 38,6"/>\
            <circle cx="20" cy="6" r="4"/></svg> <b dir="auto" lang="">\(keepsake.me)</b></span> <span class="two">\
            <svg viewBox="0 0 40 12" aria-hidden="true"><polyline points="2,6 38,6"/><rect x="16" y="2" width="8" height="8"/></svg> \
            <b dir="auto" lang="">\(keepsake.partner)</b></span></p>
            <div class="charts">
            \(HTML(drawn: charts(keepsake)))</div>
            \(notes)</section>

            """
    }

    /// The notes that the partners added to their ratings.
    private var notes: HTML? {
        let items = keepsake.checkIns.flatMap { moment -> [HTML] in
            let said = CheckInSubject.allCases.flatMap { subject -> [HTML] in
                [(keepsake.me, moment.mine), (moment.partner, moment.theirs)].compactMap { name, checkIn in
                    guard let rating = checkIn.ratings[subject], let note = rating.note else { return nil }
                    return """
                        <dd><b dir="auto" lang="">\(name)</b> <span class="when">\(subject.title), \(rating.value)</span> \
                        <span class="note" dir="auto" lang="">\(note)</span></dd>

                        """
                }
            }
            return said.isEmpty ? [] : ["<dt>\(keepsake.date(moment.at))</dt>\n\(said)"]
        }
        return items.isEmpty ? nil : "<h3>\(Messages.Keepsake.notes)</h3>\n<dl>\n\(items)</dl>\n"
    }

    var pledges: HTML? {
        guard !keepsake.pledges.isEmpty else { return nil }
        let items = keepsake.pledges.map { pledge -> HTML in
            let name = pledge.isMine ? keepsake.me : pledge.partner ?? keepsake.partner
            let kept = pledge.keptOn.map { " · " + Messages.Keepsake.kept(on: $0) } ?? ""
            return """
                <li class="\(pledge.isMine ? "one" : "two")"><b dir="auto" lang="">\(name)</b> \
                <span class="note" dir="auto" lang="">\(pledge.text)</span> \
                <span class="when">\(Messages.Keepsake.days(pledge.from, pledge.through))\(kept)</span></li>

                """
        }
        return """
            <section class="chapter" aria-labelledby="pledges">
            <h2 id="pledges">\(Messages.Keepsake.pledges)</h2>
            <p class="about">\(Messages.Keepsake.pledgesAbout)</p>
            <ul class="pledges">
            \(items)</ul>
            </section>

            """
    }
}

/// The answers: both partners' texts, and what they said afterwards.
extension KeepsakePage {
    var months: [HTML] {
        var year: Int64?
        return keepsake.months.map { month in
            let classes = year == month.year ? "month" : "month year"
            year = month.year
            return """
                <section class="\(classes)" aria-labelledby="\(month.anchor)">
                <h2 id="\(month.anchor)">\(month.name) <span>\(String(month.year))</span></h2>
                \(month.moments.map(article))</section>

                """
        }
    }

    /// Questions that were asked more than once, with each round's answers.
    var again: HTML? {
        guard !keepsake.threads.isEmpty else { return nil }
        let threads = keepsake.threads.map { thread -> HTML in
            let rounds = thread.moments.map { moment -> HTML in
                "<h4>\(keepsake.date(moment.at))</h4>\n\(pair(moment))\n"
            }
            return "<article class=\"thread\">\n\(question(thread.question))\n\(rounds)</article>\n"
        }
        return """
            <section class="chapter" aria-labelledby="again">
            <h2 id="again">\(Messages.Keepsake.again)</h2>
            <p class="about">\(Messages.Keepsake.againAbout)</p>
            \(threads)</section>

            """
    }

    /// What only this partner can read.
    var own: HTML? {
        guard !keepsake.own.isEmpty else { return nil }
        let moments = keepsake.own.map { moment -> HTML in
            let voices = [
                moment.round.mine.map { voice($0, keepsake.me, .one, Messages.Keepsake.waits) },
                moment.round.draft.map { voice($0, keepsake.me, .one, Messages.Keepsake.draft) },
            ]
            return "<article>\n\(question(moment.question))\n\(voices.compactMap { $0 })</article>\n"
        }
        return """
            <section class="chapter" aria-labelledby="own">
            <h2 id="own">\(Messages.Keepsake.own)</h2>
            <p class="about">\(Messages.Keepsake.ownAbout)</p>
            \(moments)</section>

            """
    }

    private func article(_ moment: Keepsake.Moment) -> HTML {
        let asking = moment.askings > 1 ? " · " + Messages.Keepsake.asking(moment.asking, of: moment.askings) : ""
        return """
            <article>
            \(question(moment.question))
            <p class="when">\(keepsake.date(moment.at))\(asking)</p>
            \(pair(moment))
            \(afterwards(moment))</article>

            """
    }

    private func question(_ text: String) -> HTML { "<h3 dir=\"auto\" lang=\"\">\(text)</h3>" }

    private func pair(_ moment: Keepsake.Moment) -> HTML {
        let mine = moment.round.mine.map { voice($0, keepsake.me, .one) }
        let theirs = moment.round.theirs.map { voice($0, moment.partner, .two) }
        return "<div class=\"pair\">\n\(mine)\(theirs)</div>"
    }

    /// Whose text it is, shown by the name, the half circle beside it, the line along it, and colour.
    private enum Side: String {
        case one, two

        var half: HTML {
            switch self {
            case .one: "<svg class=\"half\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"M9 1 A9 9 0 0 0 9 19 Z\"/></svg>"
            case .two: "<svg class=\"half\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"M11 1 A9 9 0 0 1 11 19 Z\"/></svg>"
            }
        }
    }

    private func voice(_ voice: Export.Voice, _ name: String, _ side: Side, _ note: String? = nil) -> HTML {
        let asked = voice.asked.map { "<p class=\"asked\" dir=\"auto\" lang=\"\">\(Messages.asked($0))</p>\n" as HTML }
        return """
            <section class="voice \(side.rawValue)">
            <h4>\(side.half)<span dir="auto" lang="">\(name)</span> <span class="when">\(note ?? keepsake.date(voice.at))</span></h4>
            \(asked)\(paragraphs(voice.text))</section>

            """
    }

    /// Reactions, then reflections in order.
    private func afterwards(_ moment: Keepsake.Moment) -> HTML? {
        let round = moment.round
        let reactions = [(keepsake.me, round.myReaction), (moment.partner, round.theirReaction)].compactMap { name, reaction in
            reaction.map { "<span><b dir=\"auto\" lang=\"\">\(name)</b> \($0)</span> " as HTML }
        }
        let reflections = round.reflections.map { reflection in
            voice(
                Export.Voice(text: reflection.text, at: reflection.at), reflection.isMine ? keepsake.me : moment.partner,
                reflection.isMine ? .one : .two)
        }
        guard !reactions.isEmpty || !reflections.isEmpty else { return nil }
        let shown: HTML? = reactions.isEmpty ? nil : "<p class=\"reactions\">\(reactions)</p>\n"
        return "<div class=\"after\" role=\"group\" aria-label=\"\(Messages.Keepsake.afterwards)\">\n\(shown)\(reflections)</div>\n"
    }

    /// Blank lines separate paragraphs, each with its own direction; other line breaks are kept.
    func paragraphs(_ text: String) -> [HTML] {
        let lines = SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.split(whereSeparator: { $0.allSatisfy(\.isWhitespace) }).map { paragraph in
            let rest = paragraph.dropFirst().map { "<br/>\n\(String($0))" as HTML }
            return "<p dir=\"auto\" lang=\"\">\(String(paragraph.first ?? ""))\(rest)</p>\n"
        }
    }
}
