import Catalogue
import ClientCore

/// The chapters besides the answers: check-ins and pledges.
extension KeepsakePage {
    var checkIns: HTML? {
        guard !keepsake.checkIns.isEmpty else { return nil }
        return """
            <section class="chapter checkins" aria-labelledby="checkins">
            <h2 id="checkins">\(Wording.Keepsake.checkIns)</h2>
            <p class="about">\(Wording.Keepsake.checkInsAbout)</p>
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
        return items.isEmpty ? nil : "<h3>\(Wording.Keepsake.notes)</h3>\n<dl>\n\(items)</dl>\n"
    }

    var pledges: HTML? {
        guard !keepsake.pledges.isEmpty else { return nil }
        let items = keepsake.pledges.map { pledge -> HTML in
            let name = pledge.isMine ? keepsake.me : pledge.partner ?? keepsake.partner
            let kept = pledge.keptOn.map { " · " + Wording.Keepsake.kept(on: $0) } ?? ""
            return """
                <li class="\(pledge.isMine ? "one" : "two")"><b dir="auto" lang="">\(name)</b> \
                <span class="note" dir="auto" lang="">\(pledge.text)</span> \
                <span class="when">\(Wording.Keepsake.days(pledge.from, pledge.through))\(kept)</span></li>

                """
        }
        return """
            <section class="chapter" aria-labelledby="pledges">
            <h2 id="pledges">\(Wording.Keepsake.pledges)</h2>
            <p class="about">\(Wording.Keepsake.pledgesAbout)</p>
            <ul class="pledges">
            \(items)</ul>
            </section>

            """
    }
}
