import ArgumentParser
import ClientCore
import Models
import Presentation
import Vault

struct LinkCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Print a code that adds another device of yours; or, with a code, use it here.",
        discussion: HelpText.discussion(
            """
            `twofold link -` asks for the code, or reads standard input, so that no one else sees it. On a terminal, `twofold link` \
            waits until your other device is there, or you press a key.
            """,
            examples: ["twofold link", "twofold link --no-wait", "twofold link -"]))

    @Argument(help: ArgumentHelp("The code that your other device printed; - asks for it.", valueName: "code"))
    var code: String?

    @OptionGroup var device: DeviceOptions

    @Flag(help: "Print the code and end.")
    var noWait = false

    @Flag(name: .customLong("yes"), help: "Don't ask whether the code is yours.")
    var isSure = false

    @OptionGroup var drawing: QROptions

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        try code == nil ? printCode(context) : useCode(context)
        return .done
    }

    private func printCode(_ context: Context) throws {
        let client = try context.client()
        let code = try client.link()
        if isJSON { return context.print(code.fields) }
        let use = Messages.Starting.linkCode(code.expires.map(context.page.moment) ?? "it is used")
        let waits = !noWait && context.canWait
        let waiting = waits ? Wrapping.sentences(Messages.Starting.linkWaiting, width: context.page.measure) : []
        let lines = context.lines(of: code, drawing, saying: [use], after: waiting.count, again: "twofold link") + waiting
        context.print(lines)
        guard waits else { return }
        let known = Set(try client.devices().map(\.id))
        let linked = try context.wait(below: lines, saying: Messages.Starting.linkWaitingEnded) { () throws(ClientError) in
            let linked = try client.devices(joinedSince: known)
            return linked.isEmpty ? nil : linked
        }
        guard let linked else { return }
        context.greeted.formUnion(linked.map(\.id))
        context.say("", Messages.Starting.linkedOther(linked))
    }

    private func useCode(_ context: Context) throws {
        let code = try PaperCode(reading: self.code, of: .link, asking: Messages.code, in: context)
        if try context.isInitialised() { throw ClientError.alreadyInitialised }
        if !isJSON { context.mention(Messages.Starting.linkWarning) }
        if !isSure, context.console.isInteractive, !context.confirm(Messages.Starting.linkAsk) {
            throw Messages.Starting.linkRefused
        }
        let client = try context.newClient()
        try client.useLink(code, deviceName: device.name ?? context.deviceName)
        let apart = try device.nameApart(client, in: context)
        guard !isJSON else { return context.print(["linked": true]) }
        context.say(Messages.Starting.linked)
        if let apart { context.say(apart) }
    }
}

extension DeviceOptions {
    /// Gives this device another name if it wasn't named and one of the user's others has its usual name.
    ///
    /// - Returns: a sentence about it; `nil` if the name is kept.
    func nameApart(_ client: Client, in context: Context) throws -> String? {
        guard name == nil else { return nil }
        let taken = Set(try client.devices().filter { $0.isLive && $0.kind == .machine && !$0.isThis }.compactMap(\.name))
        let usual = context.deviceName
        guard taken.contains(usual), let free = (2...).lazy.map({ "\(usual)-\($0)" }).first(where: { !taken.contains($0) }) else {
            return nil
        }
        try client.set(.deviceName, to: free)
        // If the server can't be reached any more, the name follows with the next sync.
        _ = try? client.sync(budget: .seconds(3))
        return Messages.Starting.namedApart(free, from: usual)
    }
}

extension PaperCode {
    /// Reads a code from an argument, a prompt or standard input.
    ///
    /// - Throws: `ClientError.badCode` or `.wrongCodeKind`, before anything is sent; what reading the input throws.
    init(reading argument: String?, of kind: CodeKind, asking prompt: String, in context: Context) throws {
        let text = try context.secret(argument, asking: prompt)
        do { self = try PaperCode(parsing: text) } catch { throw ClientError.badCode(error) }
        guard self.kind == kind else { throw ClientError.wrongCodeKind(self.kind) }
    }
}
