import ArgumentParser
import ClientCore
import Presentation

struct SyncCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send what waits here, and fetch what is new.",
        discussion: HelpText.discussion(
            "It never prints anybody's words.",
            examples: ["twofold sync", "twofold sync --explain"]))

    @Flag(name: .customLong("require-sync"), help: "End with status 75 where not everything went through.")
    var requiresSync = false

    @Flag(name: .customLong("explain"), help: "Say what still waits and why, and what to do next.")
    var explains = false

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let report = try context.showingProgress(Wording.syncing) { progress in
            try client.sync(budget: nil) { progress.show(Wording.soFar($0)) }
        }
        let isAtRest = try report.pending == 0 || Delivery.waitsForPartner(report, client)
        let failure = report.stopped.map(Wording.failure)
        if isJSON {
            let explanation: JSON =
                try explains ? ["findings": .array(context.diagnoses(after: report).waiting.map(JSON.diagnosis))] : [:]
            context.print(JSON.sync(report).with(failure.map(JSON.error) ?? [:]).with(explanation))
        } else if explains {
            try explain(report, in: context)
        } else if let failure {
            context.mention(failure.message, failure.next ?? "")
            if report.pending > 0 { context.mention(Wording.notSynced(report)) }
        } else {
            context.say(Wording.synced(report))
            if !isAtRest { context.say(Wording.notSynced(report)) }
        }
        if !isJSON, !explains, !report.opened.isEmpty { context.say(Wording.opened(report.opened)) }
        if requiresSync, failure != nil || !isAtRest { return .notSynced }
        return failure == nil ? .done : .failed
    }

    /// If the sync stopped early, the diagnoses include the reason.
    private func explain(_ report: SyncReport, in context: Context) throws {
        if report.stopped == nil { context.say(Wording.synced(report)) }
        if !report.opened.isEmpty { context.say(Wording.opened(report.opened)) }
        if report.stopped == nil || !report.opened.isEmpty { context.say("") }
        let diagnoses = try context.diagnoses(after: report).waiting
        context.print(DoctorText.lines(diagnoses, on: context.page))
        if diagnoses.isEmpty { context.say(Wording.nothingWaits) }
    }
}
