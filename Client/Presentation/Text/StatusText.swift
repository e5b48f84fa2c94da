package import ClientCore
import Machine

/// `status`: what matters now, in few lines.
package enum StatusText {
    package static func lines(_ status: StatusView, on page: Page) -> [String] {
        let heading = Wrapping.lines(Wording.couple(status), width: page.measure).map { Style.strong($0, on: page) }
        let matters = Wording.matters(status)
        let body = matters.isEmpty ? [Wording.nothingWaits(status)] : matters
        let shown = body.flatMap { item in
            let lines = Wrapping.sentences(item, width: page.measure.map { $0 - 2 })
            return lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
        }
        let foot = Wrapping.lines(Wording.lastSync(status, page: page), width: page.measure).map { Style.quiet($0, on: page) }
        return heading + [""] + shown + [""] + foot
    }
}
