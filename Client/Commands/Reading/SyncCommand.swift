import ArgumentParser
import ClientCore
import Presentation

struct SyncCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send what is waiting here, and fetch what is new.",
        discussion: HelpText.discussion(
            "Off a terminal, as in a log, it prints no one's words.",
            examples: ["twofold sync", "twofold sync --explain"]))

    @Flag(name: .customLong("require-sync"), help: "End with status 75 if not everything went through.")
    var requiresSync = false

    @Flag(name: .customLong("explain"), help: "Say what is still waiting and why, and what to do next.")
    var explains = false

    @Flag(name: .customLong("all"), help: "Send and fetch everything once more, in case the server lost some of it.")
    var sendsAll = false

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        if sendsAll { try client.offerEverything() }
        let report = try context.showingProgress(Messages.Exports.syncing) { progress in
            try client.sync(budget: nil) { progress.show(Messages.Exports.soFar($0)) }
        }
        let isAtRest = try report.pending == 0 || SyncAttempt.waitsForPartner(report, client)
        let failure = report.stopped.map(Messages.commandError)
        if !isJSON { try tellNews(client, in: context) }
        if isJSON {
            let stopped: Fields = failure.map { ["error": $0] } ?? [:]
            let explanation: Fields = try explains ? ["findings": context.diagnoses(after: report).waiting] : [:]
            context.print(report.fields + stopped + explanation)
        } else if explains {
            try explain(report, in: context)
        } else if let failure {
            context.mention(failure.message, failure.next ?? "")
            if report.pending > 0, report.stopped != .youHaveLeft { context.mention(Messages.Membership.notSynced(report)) }
        } else {
            context.say(Messages.Membership.synced(report))
            if !isAtRest { context.say(Messages.Membership.notSynced(report)) }
        }
        if !isJSON, !explains, !report.opened.isEmpty {
            context.say(Messages.Confirmations.opened(report.opened, context.names))
        }
        if requiresSync, failure != nil || !isAtRest { return .notSynced }
        return failure == nil ? .done : .failed
    }

    /// A sync that no one watches, such as a timer's, leaves the news, and anyone's words, out of its log.
    private func tellNews(_ client: Client, in context: Context) throws {
        guard context.console.isTerminal else { return }
        for line in try Messages.News.lines(client.status(), on: context.page) { context.say(line) }
        try? client.markNewsTold()
    }

    /// If the sync stopped early, the diagnoses include the reason.
    private func explain(_ report: SyncReport, in context: Context) throws {
        if report.stopped == nil { context.say(Messages.Membership.synced(report)) }
        if !report.opened.isEmpty { context.say(Messages.Confirmations.opened(report.opened, context.names)) }
        if report.stopped == nil || !report.opened.isEmpty { context.say("") }
        let diagnoses = try context.diagnoses(after: report).waiting
        context.print(DoctorText.lines(diagnoses, on: context.page))
        if diagnoses.isEmpty { context.say(Messages.Findings.nothingWaits) }
    }
}

struct StatusCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show where the two of you stand.",
        discussion: HelpText.discussion(examples: ["twofold status", "twofold status --json"]))

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        try Self.show(options, in: context)
    }

    static func show(_ options: ReadOptions, in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let status = try client.status()
        guard !options.isJSON else {
            context.print(status.fields)
            return .done
        }
        context.show(StatusText.lines(status, on: context.page))
        try? client.markNewsTold()
        return .done
    }
}

extension ChangeOptions {
    /// Syncs what a command has changed, and prints what it did and whether that reached the server.
    func finish(_ confirmation: Confirmation, _ fields: Fields, _ client: Client, in context: Context) throws -> ExitStatus {
        try SyncAttempt(of: client, isOffline: isOffline).tell(confirmation, fields, options: self, in: context)
    }
}

extension SyncAttempt {
    /// Syncs for at most three seconds, unless offline.
    init(of client: Client, isOffline: Bool) throws {
        let report: SyncReport?
        do {
            report = isOffline ? nil : try client.sync(budget: .seconds(3))
        } catch {
            // The change itself is saved; only what arrived couldn't be.
            self.init(report: nil, error: Messages.Confirmations.unfinishedSync(error), waitsForPartner: false)
            return
        }
        self.init(
            report: report, error: report?.stopped.map(Messages.commandError),
            waitsForPartner: try report.map { try Self.waitsForPartner($0, client) } ?? false)
    }

    /// Whether the sync left nothing unsent, except what waits for a partner to join.
    static func waitsForPartner(_ report: SyncReport, _ client: Client) throws -> Bool {
        guard report.stopped == nil, report.pending > 0 else { return false }
        let status = try client.status()
        return status.phase == .waiting && status.refused == 0
    }

    /// Prints what was done and whether it reached the server.
    func tell(_ confirmation: Confirmation, _ fields: Fields, options: ChangeOptions, in context: Context) -> ExitStatus {
        if options.isJSON {
            context.print(fields + self.fields(of: confirmation))
        } else {
            context.say(Messages.Confirmations.delivered(confirmation, self))
            if let opened = report?.opened, !opened.isEmpty {
                context.say(Messages.Confirmations.opened(opened, context.names))
            }
        }
        return options.requiresSync && !wentThrough(confirmation) ? .notSynced : .done
    }
}
