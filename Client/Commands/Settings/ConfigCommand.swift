import ArgumentParser
import Catalogue
import ClientCore
import Models
import Presentation

struct ConfigCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show or change settings: your own, and those you share.",
        discussion: HelpText.discussion(
            """
            Your own: name, reveal, server, device-name. The server's address may hold a registration token: `twofold config \
            server -` asks for it, and says what answers there. For both of you, from the next day on: decks (where the question \
            of the day comes from, such as founding,openers,ours, or default), depth (the deepest, 1 to 3), cadence (daily, \
            weekly, or days such as mon,thu), pause (on or off) and follow (check-ins: what weighs on you both in them is asked \
            about first, every other time; or off).
            """,
            examples: [
                "twofold config", "twofold config name Ada", "twofold config reveal handshake", "twofold config server -",
                "twofold config cadence mon,thu", "twofold config follow check-ins",
                "twofold config decks founding,openers,distance",
            ]))

    @Argument(
        help: ArgumentHelp("\(ConfigKey.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "key"),
        completion: .list(ConfigKey.allCases.map(\.rawValue)))
    var key: String?

    @Argument(help: ArgumentHelp("The new value; - asks for it.", valueName: "value"))
    var value: String?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        guard let key else { return }
        guard let setting = ConfigKey(rawValue: key) else {
            throw ValidationError(
                "There's no setting “\(key)”. Settings: \(ConfigKey.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if let value, value != "-", !setting.takes(value) {
            throw ValidationError("\(key) can't be “\(value)”. \(Messages.Membership.takes(setting))")
        }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        guard let key = key.flatMap(ConfigKey.init(rawValue:)) else { return try list(client, in: context) }
        guard value != nil else { return try show(key, client, in: context) }
        return try change(key, client, in: context)
    }

    private func list(_ client: Client, in context: Context) throws -> ExitStatus {
        let settings = try ConfigKey.allCases.map { ($0, try client.setting($0)) }
        if isJSON {
            let fields: Fields = settings.reduce([:]) { fields, setting in fields + [setting.0.rawValue: setting.1] }
            context.print(fields)
        } else {
            let schedule = try client.wholeSchedule()
            let width = Alignment.widest(ConfigKey.allCases.map(\.rawValue))
            context.print(
                settings.flatMap { key, value in
                    wrapped(shown(key, value, schedule, in: context), to: context.page.width.map { max(20, $0 - width - 2) })
                        .enumerated().map { Alignment.left($0.offset == 0 ? key.rawValue : "", width) + "  " + $0.element }
                })
            try tellWaiting(ConfigKey.allCases, client, in: context)
        }
        return .done
    }

    private func show(_ key: ConfigKey, _ client: Client, in context: Context) throws -> ExitStatus {
        let value = try client.setting(key)
        if isJSON {
            context.print([key.rawValue: value])
        } else {
            context.print([shown(key, value, try client.wholeSchedule(), in: context)])
            try tellWaiting([key], client, in: context)
        }
        return .done
    }

    /// A setting of the couple's is shown as it is today, with what it will be.
    private func shown(_ key: ConfigKey, _ value: String?, _ schedule: Schedule, in context: Context) -> String {
        guard let value else { return "–" }
        guard key.isOfCouple, let now = schedule.span(on: context.today).setting(key) else {
            return Messages.Membership.setting(value)
        }
        guard now == value else {
            return Messages.Questions.setting(now, then: value, from: context.page.day(schedule.latest.from))
        }
        let since = key == .pause ? schedule.pausedSince : nil
        return Messages.Membership.setting(value) + (since.map { Messages.Questions.since(context.page.day($0)) } ?? "")
    }

    /// A long list of decks has no spaces to wrap at.
    private func wrapped(_ text: String, to width: Int?) -> [String] {
        guard let width, text.count > width else { return [text] }
        return Wrapping.lines(text.replacing(/,(?=[a-z])/, with: ", "), width: width)
    }

    private func tellWaiting(_ keys: [ConfigKey], _ client: Client, in context: Context) throws {
        guard let waiting = try client.waitingSchedule(), keys.contains(where: { waiting.change(of: $0) != nil }) else { return }
        context.say(Messages.Membership.waiting(waiting, keys, partner: try client.partnerName()))
    }

    private func change(_ key: ConfigKey, _ client: Client, in context: Context) throws -> ExitStatus {
        if key == .server { return try setServer(client, in: context) }
        var value = try context.secret(value, asking: key.rawValue + ": ")
        while value.last?.isNewline == true { value.removeLast() }
        try client.set(key, to: value)
        let shown = try client.setting(key)
        if key == .reveal, let mode = shown.flatMap(RevealMode.init(rawValue:)) {
            isJSON
                ? context.print(["reveal": mode])
                : context.say(Messages.Confirmations.reveal(mode), Messages.Confirmations.explained(mode))
            return .done
        }
        let confirmation =
            try key.isOfCouple
            ? confirmation(of: key, shown ?? value, from: client.schedule().from, in: context)
            : Messages.Confirmations.set(key, shown ?? value)
        return try options.finish(confirmation, [key.rawValue: shown], client, in: context)
    }

    /// What is set from a day that has begun changes nothing: it was so already, or a change that was to come doesn't.
    private func confirmation(of key: ConfigKey, _ value: String, from day: Day, in context: Context) -> Confirmation {
        day > context.today
            ? Messages.Confirmations.set(key, value, from: context.page.day(day)) : Messages.Questions.setAsToday(key, value)
    }

    /// Keeps the address whatever answers there, but syncs only if it is a server.
    private func setServer(_ client: Client, in context: Context) throws -> ExitStatus {
        let known = try client.serverAddress()
        guard let setting = try context.server(value, asking: ConfigKey.server.rawValue + ": ", known: known) else {
            throw ServerSettingError.scheme
        }
        try client.setServer(setting)
        let found = options.isOffline ? nil : ServerFound(by: client)
        let isThere = found.map { $0.error == nil } ?? false
        let attempt = try SyncAttempt(of: client, isOffline: !isThere)
        let confirmation = Messages.Confirmations.set(.server, setting.address.url)
        let fields: Fields = ["server": setting.address.url]
        guard !isJSON, let found else {
            return attempt.tell(confirmation, fields + (found?.fields ?? [:]), options: options, in: context)
        }
        context.say(Messages.Starting.found(found, hasToken: true))
        guard !isThere else { return attempt.tell(confirmation, [:], options: options, in: context) }
        return options.requiresSync ? .notSynced : .done
    }
}
