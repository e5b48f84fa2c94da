import ArgumentParser
import ClientCore
import Models
import Presentation
import Vault

struct KitCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "kit", abstract: "Make a recovery kit: a code on paper that brings everything back on a new device.",
        discussion: HelpText.discussion(examples: [
            "twofold kit", "twofold kit --print kit.html", "twofold kit --check", "twofold kit --new",
        ]))

    @Flag(name: .customLong("check"), help: "Check that the kit you keep would work. That doesn't use it up.")
    var checks = false

    @Flag(name: .customLong("new"), help: "Make a new one, and end the one before it.")
    var replaces = false

    @Option(
        name: .customLong("print"),
        help: ArgumentHelp(
            "Write it to this file as a page to print, which only you can read. Replaces the file.", valueName: "file.html"),
        completion: .file(extensions: ["html"]))
    var page: String?

    @Argument(help: ArgumentHelp("With --check: the code; if left out or -, you're asked for it.", valueName: "code"))
    var code: String?

    @OptionGroup var drawing: QROptions

    @OptionGroup var options: OutputOptions

    func validate() throws {
        if checks, replaces { throw ValidationError("Give --check or --new, not both.") }
        if checks, page != nil { throw ValidationError("--print makes a kit; --check checks the one that you keep.") }
        if page == "-" { throw ValidationError("--print takes the name of a file: the page holds the kit's code.") }
        if code != nil, !checks { throw ValidationError("A code goes with --check. On a new device: twofold recover.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        if checks {
            try client.checkKit(PaperCode(reading: code, of: .kit, asking: Messages.kit, in: context))
            isJSON ? context.print(["works": true]) : context.say(Messages.Starting.kitGood)
            return .done
        }
        if let page { try checkWriting(page, in: context) }
        let former = try client.devices().filter { $0.kind == .kit }
        var showing = Showing()
        do {
            try client.makeKit(replacing: replaces) { kit in
                showing = show(kit, former, client, in: context)
                return showing.isSeen
            }
        } catch {
            throw Messages.Starting.noKitMade(Messages.commandError(error), keeping: former.contains(where: \.isLive))
        }
        guard showing.isSeen else { throw Messages.Starting.kitUnseen(keeping: former.contains(where: \.isLive)) }
        if !isJSON { try tellWhatFollows(former, client, in: context) }
        return showing.isAsAsked ? .done : .failed
    }

    /// What became of the code.
    private struct Showing {
        var isSeen = false
        /// In the file that was asked for, if one was.
        var isAsAsked = false
    }

    /// Until this has returned, the kit before still works: so this says nothing of it.
    private func show(_ kit: PrintedCode, _ former: [DeviceView], _ client: Client, in context: Context) -> Showing {
        let file = page.flatMap { write(kit, to: $0, client, in: context) ? $0 : nil }
        let isSeen: Bool
        if isJSON {
            let added = replaces ? (try? client.devices(addedBy: former.map(\.id))) ?? [] : []
            let fields: Fields = (file.map { ["file": $0] } ?? kit.fields) + ["added_by_former": added.map(\.id)]
            isSeen = context.console.write(JSONText.line(fields) + "\n")
        } else if let file {
            context.say(Messages.KitPage.written(file))
            isSeen = true
        } else {
            let sentences = [Messages.Starting.kitIntroduction, Messages.Starting.kitUse]
            let after =
                former.contains(where: \.isLive)
                ? Wrapping.sentences(Messages.Starting.kitReplaced, width: context.page.measure) : []
            let lines = context.lines(of: kit, drawing, saying: sentences, after: after.count, again: "twofold kit --new")
            isSeen = context.console.write(lines.map { $0 + "\n" }.joined())
        }
        return Showing(isSeen: isSeen || file != nil, isAsAsked: page == nil || file != nil)
    }

    private func tellWhatFollows(_ former: [DeviceView], _ client: Client, in context: Context) throws {
        if former.contains(where: \.isLive) {
            context.say(try client.isRemovalPending() ? Messages.Starting.kitEndsLater : Messages.Starting.kitReplaced)
        }
        let cameByKit = try replaces ? client.devices(addedBy: former.map(\.id)) : []
        if !cameByKit.isEmpty { context.say(Messages.Devices.cameByKit(cameByKit)) }
    }

    private func checkWriting(_ path: String, in context: Context) throws {
        do {
            try context.files.check(path)
        } catch {
            throw (error as? CommandError) ?? Messages.KitPage.unwritable(path)
        }
    }

    /// - Returns: whether the page was written. The kit exists either way, so a failure is only told.
    private func write(_ kit: PrintedCode, to path: String, _ client: Client, in context: Context) -> Bool {
        do {
            let page = KitPage(kit, name: try client.status().name, made: context.page.date(context.page.now))
            try context.files.write(path, [UInt8](page.text.utf8))
            return true
        } catch {
            context.mention(Messages.KitPage.unwritten(path))
            return false
        }
    }
}

struct RecoverCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Bring everything back on a new device, with the recovery kit.",
        discussion: HelpText.discussion(
            "Without a code, it asks for it, or reads standard input, so that no one else sees it.",
            examples: ["twofold recover", "twofold recover --device-name desk"]))

    @Argument(help: ArgumentHelp("The kit's code; if left out or -, you're asked for it.", valueName: "code"))
    var code: String?

    @OptionGroup var device: DeviceOptions

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let code = try PaperCode(reading: self.code, of: .kit, asking: Messages.kit, in: context)
        if try context.isInitialised() { throw ClientError.alreadyInitialised }
        let client = try context.newClient()
        try client.recover(code, deviceName: device.name ?? context.deviceName)
        let apart = try device.nameApart(client, in: context)
        let status = try client.status()
        if isJSON {
            context.print(["recovered": true, "paired": status.phase == .paired, "partner": status.partner])
        } else {
            context.say(Messages.Starting.recovered)
            if let apart { context.say(apart) }
            if status.reveal == .handshake { context.say(Messages.Starting.recoveredHandshake) }
        }
        return .done
    }
}
