import ArgumentParser
import ClientCore

struct LeaveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Leave your partner here. It needs nobody's consent and cannot be undone.",
        discussion: "What you have read stays on this machine, and an export is offered first.")

    @Flag(name: .customLong("yes"), help: "Leave without asking.")
    var isSure = false

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let partner = try end(context)
        context.close()
        let name = try context.homes.archive(as: partner ?? context.page.date(context.now()))
        isJSON ? context.print(["left": true, "former": .string(name)]) : context.say(Wording.left(name), Wording.leftNext)
        return .done
    }

    /// - Returns: the partner's name.
    private func end(_ context: Context) throws -> String? {
        let client = try context.client()
        if !isSure {
            guard context.console.isInteractive else { throw Wording.leaveNeedsYes }
            try ask(client, in: context)
        }
        try leave(client)
        return try client.status().partner
    }

    private func ask(_ client: any HomeClient, in context: Context) throws {
        let status = try client.status()
        context.mention(Wording.leaving + (status.phase == .paired ? " " + Wording.leavingTold(status.partner) : ""))
        if let path = context.console.readLine(prompt: Wording.exportFirst), !path.allSatisfy(\.isWhitespace) {
            let document = JSON.export(try client.export()).document + "\n"
            do { try context.files.write(path, [UInt8](document.utf8)) } catch { throw Wording.unwritableFile(path) }
            context.mention(Wording.exported(path))
        }
        let answer = context.console.readLine(prompt: Wording.typeLeave) ?? ""
        guard answer.filter({ !$0.isWhitespace }).lowercased() == "leave" else { throw Wording.notLeft }
    }

    /// Where it has ended already, or nothing ever went to a server, nobody has to be told.
    private func leave(_ client: any HomeClient) throws {
        let phase = try client.status().phase
        do {
            try client.leave()
        } catch ClientError.youHaveLeft, ClientError.deviceRemoved, ClientError.noServer {
            return
        } catch let error as ClientError {
            guard phase == .partnerLeft else { throw error }
        }
    }
}
