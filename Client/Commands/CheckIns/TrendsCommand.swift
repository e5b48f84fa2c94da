import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct TrendsCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "trends", abstract: "Plot your check-ins over time: where you differ, and what has eased.",
        discussion: HelpText.discussion(
            "Everything is drawn on this device.",
            examples: ["twofold trends", "twofold trends --subject trusting", "twofold trends --svg trends.svg"]))

    @Option(help: ArgumentHelp("Only one subject, larger and with its notes, such as trusting.", valueName: "name"))
    var subject: String?

    @Option(
        help: ArgumentHelp(
            "Write an SVG file that only you can read, replacing what is there; - is standard output.", valueName: "file"))
    var svg: String?

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let chosen = try subject.map(known)
        let client = try options.client(in: context, refreshing: true)
        let trends = try client.trends().only(chosen)
        let partner = try client.partnerName()
        if let svg {
            return try draw(TrendsSVG(partner: partner, clock: context.clock).document(trends), into: svg, context)
        }
        if isJSON {
            context.print(trends.fields)
        } else if let chosen {
            context.show(TrendsText.lines(trends, about: chosen, partner: partner, on: context.page))
        } else {
            context.show(TrendsText.lines(trends, partner: partner, on: context.page))
        }
        return .done
    }

    private func known(_ name: String) throws -> CheckInSubject {
        guard let subject = CheckInSubject(name: name.lowercased()) else { throw Messages.CheckIns.unknownSubject(name) }
        return subject
    }

    private func draw(_ text: String, into path: String, _ context: Context) throws -> ExitStatus {
        guard path != "-" else {
            context.console.write(text)
            return .done
        }
        try context.write(text, to: path, orThrow: Messages.Charts.unwritablePlot(path))
        isJSON ? context.print(["file": path]) : context.say(Messages.Charts.plotted(path))
        return .done
    }
}

extension Trends {
    /// The trends of one subject; `nil` keeps all.
    fileprivate func only(_ subject: CheckInSubject?) -> Trends {
        guard let subject else { return self }
        return Trends(
            together: together, series: series.filter { $0.subject == subject }, gaps: gaps.filter { $0.subject == subject },
            eased: eased.filter { $0.subject == subject }, suggestions: [], waitsForPartner: waitsForPartner,
            waitsForMe: waitsForMe)
    }
}
