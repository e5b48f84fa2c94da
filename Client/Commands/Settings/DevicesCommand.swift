import ArgumentParser
import ClientCore
import Models
import Presentation

struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List your devices and codes on paper, or remove some.",
        discussion: HelpText.discussion(examples: ["twofold devices", "twofold devices remove phone"]),
        subcommands: [DevicesListCommand.self, DevicesRemoveCommand.self], defaultSubcommand: DevicesListCommand.self)
}

struct DevicesListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them.",
        discussion: HelpText.discussion(examples: ["twofold devices list", "twofold devices list --json"]))

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let (devices, lastSigned) = (try client.devices(), try client.lastSigned())
        isJSON
            ? context.print(devices.map { $0.fields(lastSigned: lastSigned[$0.id]) })
            : context.show(DevicesText.lines(devices.filter(\.isWorthListing), lastSigned: lastSigned, on: context.page))
        return .done
    }
}

extension DeviceView {
    /// A link code that was used or has expired never was one of the user's devices.
    fileprivate var isWorthListing: Bool { isLive || kind != .link }
}

struct DevicesRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "End the access of your devices or codes on paper.",
        discussion: HelpText.discussion(
            """
            None of them can sign in or write once this has gone through, and what you write from then on is under new keys. What \
            they already hold stays on them. Whoever has a device of yours can add others: you're asked whether to remove what it \
            added as well, and a script must say --with-added or --keep-added. Whatever is added while this goes through is \
            removed in any case. If several devices share a name, you're asked which; a script must give an id. The device you are \
            using can only be removed from another one.
            """,
            examples: [
                "twofold devices remove phone", "twofold devices remove 3f0a91c2 tablet --with-added",
                "twofold devices remove --all-others",
            ]))

    @Argument(
        help: ArgumentHelp("Their names, or the beginnings of their lines in the list.", valueName: "device"), completion: .devices)
    var devices: [String] = []

    @Flag(name: .customLong("all-others"), help: "Remove every device but this one and the kit.")
    var removesOthers = false

    @Flag(name: .customLong("with-added"), help: "Remove all that they added as well, your kit too.")
    var removesAdded = false

    @Flag(name: .customLong("keep-added"), help: "Keep what they added.")
    var keepsAdded = false

    @Flag(name: .customLong("yes"), help: "Don't ask whether you are sure.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if removesOthers != devices.isEmpty { throw ValidationError("Name the devices to remove, or use --all-others.") }
        if removesAdded, keepsAdded { throw ValidationError("Give --with-added or --keep-added, not both.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        // Looks devices up after a pull: the one meant, or another of the same name, may just have been linked.
        if !options.isOffline { _ = try client.sync(budget: .seconds(3)) }
        let known = try client.devices()
        let named = try removesOthers ? others(among: known) : named(client, in: context)
        guard !named.contains(where: \.isThis) else { throw ClientError.thisDevice }
        let added = try client.devices(addedBy: named.map(\.id))
        let chosen = try choose(among: added, by: named, known, client, in: context)
        let removing = named + chosen
        if !isSure, context.console.isInteractive {
            context.mention(Messages.Devices.removing(removing))
            guard context.confirm(Messages.Devices.removeNow(removing.count)) else { throw Messages.Devices.notRemoved }
        }
        let kept = Set(added.map(\.id)).subtracting(chosen.map(\.id))
        try client.removeDevices(removing.map(\.id), keeping: kept)
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let result = RemovalResult(removing, before: known, after: try client.devices(), kept: kept)
        return try tell(result, attempt, client, in: context)
    }

    // MARK: Choosing devices
    private func others(among known: [DeviceView]) throws -> [DeviceView] {
        let others = known.filter { $0.isLive && !$0.isThis && $0.kind != .kit }
        guard !others.isEmpty else { throw Messages.Devices.noOthers }
        return others
    }

    /// The devices named in the arguments, without duplicates.
    private func named(_ client: Client, in context: Context) throws -> [DeviceView] {
        var named: [DeviceView] = []
        for text in devices {
            let device = try device(called: text, client, in: context)
            if !named.contains(device) { named.append(device) }
        }
        return named
    }

    private func device(called text: String, _ client: Client, in context: Context) throws -> DeviceView {
        let found = try client.devices(called: text)
        guard let first = found.first else { throw ClientError.unknownDevice(text) }
        guard found.count > 1 else { return first }
        let choices = try choices(found, among: client.devices(), client, in: context)
        guard context.console.isInteractive, !isJSON else { throw Messages.Devices.ambiguousDevice(text, choices) }
        guard let place = context.choose(Messages.Devices.whichDevice(text, of: found.count), among: choices) else {
            throw Messages.Devices.notRemoved
        }
        return found[place]
    }

    /// The devices of `added`, which the named ones added, that are removed too.
    private func choose(
        among added: [DeviceView], by named: [DeviceView], _ known: [DeviceView], _ client: Client, in context: Context
    ) throws -> [DeviceView] {
        // The named devices are removed in any case.
        guard !added.isEmpty, !keepsAdded else { return [] }
        if removesAdded { return added }
        guard context.console.isInteractive, !isJSON else {
            throw Messages.Devices.addedDevices(try choices(added, among: known, client, in: context), by: named)
        }
        let kit = onlyKit(of: added, named, known)
        let others = added.filter { $0 != kit }
        var chosen: [DeviceView] = []
        if !others.isEmpty {
            let question = Messages.Devices.added(others.count, by: named)
            let choices = try choices(others, among: known, client, in: context)
            guard let places = context.chooseSeveral(question, among: choices, asking: Messages.Devices.removeAdded) else {
                throw Messages.Devices.notRemoved
            }
            chosen = others.indices.filter(places.contains).map { others[$0] }
        }
        guard let kit else { return chosen }
        context.mention(Messages.Devices.addedKit(by: named))
        return context.confirm(Messages.Devices.removeKit) ? chosen + [kit] : chosen
    }

    /// The kit among the added, if no other would be left: whoever removes all that was added still has a way back.
    private func onlyKit(of added: [DeviceView], _ named: [DeviceView], _ known: [DeviceView]) -> DeviceView? {
        let kits = known.filter { kit in kit.kind == .kit && kit.isLive && !named.contains { $0.id == kit.id } }
        return kits.count == 1 ? added.first { $0.id == kits[0].id } : nil
    }

    private func choices(
        _ devices: [DeviceView], among all: [DeviceView], _ client: Client, in context: Context
    ) throws -> [String] {
        DevicesText.choices(devices, among: all, lastSigned: try client.lastSigned(), on: context.page)
    }

    // MARK: Reporting the result
    private func tell(_ result: RemovalResult, _ attempt: SyncAttempt, _ client: Client, in context: Context) throws -> ExitStatus {
        let confirmation = Messages.Devices.removed(
            result.removed, isDone: try attempt.report?.stopped == nil && attempt.report != nil && !client.isRemovalPending())
        let status = attempt.tell(confirmation, fields(result), options: options, in: context)
        guard !isJSON, attempt.wentThrough(confirmation) else { return status }
        if !result.alsoRemoved.isEmpty { context.say(Messages.Devices.alsoRemoved(result.alsoRemoved)) }
        if result.endsKit { context.say(Messages.Devices.kitRemoved) }
        context.say(Messages.Devices.stillYours(result.left))
        if !result.kept.isEmpty { context.say(Messages.Devices.keptAdded(result.kept, page: context.page)) }
        return status
    }

    private func fields(_ result: RemovalResult) -> Fields {
        func list(_ devices: [DeviceView]) -> [Fields] { devices.map { $0.fields(lastSigned: nil) } }
        return [
            "removed": devices.first ?? result.removed.first?.short, "id": result.removed.first?.short,
            "devices": list(result.ended + result.alsoRemoved), "left": list(result.left), "kept": list(result.kept),
        ]
    }
}

/// The effect of a removal, as known after the sync.
private struct RemovalResult {
    /// The devices that the user chose to remove, as they were before.
    let removed: [DeviceView]
    /// The same as they are now.
    let ended: [DeviceView]
    /// Other devices that ended, because the removed ones had added them by the time the removal was accepted.
    let alsoRemoved: [DeviceView]
    let left: [DeviceView]
    /// The devices left although a removed one had added them.
    let kept: [DeviceView]

    init(_ removed: [DeviceView], before: [DeviceView], after: [DeviceView], kept: Set<DeviceID>) {
        let known = Set(removed.map(\.id)).union(before.filter { !$0.isLive }.map(\.id))
        self.removed = removed
        ended = removed.map { device in after.first { $0.id == device.id } ?? device }
        alsoRemoved = after.filter { !$0.isLive && $0.kind != .link && !known.contains($0.id) }
        left = after.filter { $0.isLive && !Set(removed.map(\.id)).contains($0.id) }
        self.kept = left.filter { kept.contains($0.id) }
    }

    var endsKit: Bool { (removed + alsoRemoved).contains { $0.kind == .kit } && !left.contains { $0.kind == .kit } }
}
