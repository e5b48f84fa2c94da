import ArgumentParser
import ClientCore
import Presentation

struct InviteCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Make a code that lets your partner join you.",
        discussion: HelpText.discussion(
            "On a terminal, it waits until your partner has joined or you press a key.",
            examples: ["twofold invite", "twofold invite --no-wait"]))

    @Flag(help: "Print the code and end.")
    var noWait = false

    @OptionGroup var drawing: QROptions

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let code = try client.invite()
        if isJSON {
            context.print(code.fields)
            return .done
        }
        let waits = !noWait && context.canWait
        let waiting = waits ? Wrapping.sentences(Messages.Starting.waiting, width: context.page.measure) : []
        let sentences = [
            Messages.Starting.invitation(code.expires.map(context.page.moment) ?? "it is used"), Messages.Starting.invitationUse,
        ]
        let lines = context.lines(of: code, drawing, saying: sentences, after: waiting.count, again: "twofold invite") + waiting
        context.print(lines)
        guard waits else { return .done }
        let hasJoined = try context.wait(below: lines, saying: Messages.Starting.waitingEnded) { () throws(ClientError) in
            try client.hasJoined() ? true : nil
        }
        if hasJoined != nil { try Greeting.joined(client, in: context) }
        return .done
    }
}
