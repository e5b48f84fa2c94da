import ArgumentParser
import ClientCore
import Presentation

struct LeaveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Leave your partner here. It needs no one's consent and can't be undone.",
        discussion: HelpText.discussion(
            "What you've read stays on this device, and you can export it first.",
            examples: ["twofold leave"]))

    @Flag(name: .customLong("yes"), help: "Leave without asking.")
    var isSure = false

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let partner = try end(context)
        context.close()
        let name = try context.homes.archive(as: partner ?? context.page.date(context.now()))
        isJSON
            ? context.print(["left": true, "former": name])
            : context.say(Messages.Membership.left(name), Messages.Membership.leftNext)
        return .done
    }

    /// - Returns: the partner's name.
    private func end(_ context: Context) throws -> String? {
        let client = try context.client()
        if !isSure {
            guard context.console.isInteractive else { throw Messages.Membership.leaveNeedsYes }
            try ask(client, in: context)
        }
        try leave(client)
        return try client.partnerName()
    }

    private func ask(_ client: Client, in context: Context) throws {
        let status = try client.status()
        context.mention(
            Messages.Membership.leaving + (status.phase == .paired ? " " + Messages.Membership.leavingTold(status.partner) : ""))
        if let path = exportPath(context) {
            let document = JSONText.document(try client.export().file) + "\n"
            try context.write(document, to: path, orThrow: Messages.Answers.unwritableFile(path))
            context.mention(Messages.Membership.exported(path))
        }
        guard word(context.console.readLine(prompt: Messages.Membership.typeLeave) ?? "") == "leave" else {
            throw Messages.Membership.notLeft
        }
    }

    /// The export file's path; `nil` for none. A plain yes or no isn't taken for a path.
    private func exportPath(_ context: Context) -> String? {
        var answer = context.console.readLine(prompt: Messages.Membership.exportFirst) ?? ""
        if ["y", "yes"].contains(word(answer)) { answer = context.console.readLine(prompt: Messages.Membership.exportWhere) ?? "" }
        return ["", "n", "no"].contains(word(answer)) ? nil : answer
    }

    private func word(_ answer: String) -> String { answer.filter { !$0.isWhitespace }.lowercased() }

    /// If this home has already ended, or never had a server, there is no one to notify.
    private func leave(_ client: Client) throws {
        let phase = try client.status().phase
        do throws(ClientError) {
            try client.leave()
        } catch {
            guard ![.youHaveLeft, .deviceRemoved, .noServer].contains(error) else { return }
            guard phase == .partnerLeft, !error.isOfHome else {
                guard !error.isOfHome, try client.isLeaving() else { throw error }
                throw Messages.Membership.leavingKept(Messages.commandError(error))
            }
        }
    }
}
