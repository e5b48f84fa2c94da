import ArgumentParser
import ClientCore
import Machine
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

    /// Between checks whether the partner has joined.
    private static let pause = Duration.seconds(3)

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let code = try client.invite()
        if isJSON {
            context.print(code.fields)
            return .done
        }
        let waits = !noWait && context.console.isTerminal && context.console.isInteractive
        let waiting = waits ? Wrapping.sentences(Messages.Starting.waiting, width: context.page.measure) : []
        let sentences = [
            Messages.Starting.invitation(code.expires.map(context.page.moment) ?? "it is used"), Messages.Starting.invitationUse,
        ]
        let lines = context.lines(of: code, drawing, saying: sentences, after: waiting.count) + waiting
        context.print(lines)
        return waits ? try wait(client, below: lines, in: context) : .done
    }

    private func wait(_ client: Client, below lines: [String], in context: Context) throws -> ExitStatus {
        while true {
            switch context.console.key(within: Self.pause) {
            case .pressed, .ended:
                context.say(Messages.Starting.waitingEnded)
                return .done
            case .resumed: context.print(lines)
            case .timedOut:
                guard try hasJoined(client) else { continue }
                try Greeting.joined(client, in: context)
                return .done
            }
        }
    }

    /// A network outage doesn't end the waiting.
    private func hasJoined(_ client: Client) throws(ClientError) -> Bool {
        do throws(ClientError) {
            return try client.hasJoined()
        } catch {
            switch error {
            case .unreachable: return false
            case .proxy(let reply) where reply.mayPass: return false
            default: throw error
            }
        }
    }
}
