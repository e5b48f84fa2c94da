import FoundationEssentials
package import Models
package import Vault
import Wire

/// A partner's machines, and the codes on paper that can become one.
extension Client {
    /// A code that makes one more machine this partner's own: once, within ten minutes.
    package func link() throws -> PrintedCode {
        let last = try syncBefore()
        let info = try serverInfo()
        // Ten minutes at most, whatever a server says.
        let seconds = min(info.limits.linkSeconds, Limits().linkSeconds)
        let expires = info.time.advanced(bySeconds: seconds).advanced(bySeconds: -5)
        let code: PaperCode = try write { edit in
            try edit.home.requireActive()
            let code = try edit.newCode(.link)
            _ = try edit.enlist(code, kind: .link, expires: expires)
            return code
        }
        try syncThrough(after: last)
        return PrintedCode(text: code.text, expires: expires)
    }

    /// The recovery kit.
    ///
    /// - Parameter replacing: ends an earlier kit; without it, having one is `kitExists`.
    package func makeKit(replacing: Bool) throws -> PrintedCode {
        let last = try syncBefore()
        let code: PaperCode = try write { edit in
            try edit.home.requireActive()
            let kits = edit.identity.mine.state.live.filter { $0.kind == .kit }
            guard replacing || kits.isEmpty else { throw ClientError.kitExists }
            for kit in kits { try edit.deviceLog.append(.remove(device: kit.id, standing: [])) }
            let code = try edit.newCode(.kit)
            edit.identity.membership.kit = try edit.enlist(code, kind: .kit, expires: nil)
            return code
        }
        try syncThrough(after: last)
        return PrintedCode(text: code.text, expires: nil)
    }

    /// Whether a kit would bring back everything that this partner has here, without using it up. Where there is nothing here, whether
    /// it would bring back anybody.
    ///
    /// - Throws: why not.
    package func checkKit(_ code: PaperCode) throws {
        guard code.kind == .kit else { throw ClientError.wrongCodeKind(code.kind) }
        let paper = try PaperSession(code, client: self)
        try paper.signIn()
        try paper.pull()
        guard let brought = paper.identity, brought.seed(.personalSeed) != nil else { throw ClientError.kitUnknown }
        guard try store.read({ try $0.membership() }) != nil else { return }
        let bringsEverything = try read { home in
            let keys = Set(brought.keys.map(\.key.id))
            return home.membership.partner == paper.partner
                && home.identity.keysToPassOn.allSatisfy { keys.contains($0.key.id) }
        }
        guard bringsEverything else { throw ClientError.kitUnknown }
    }

    /// Makes this home one more machine of whoever printed the code.
    package func useLink(_ code: PaperCode, deviceName: String) throws {
        guard code.kind == .link else { throw ClientError.wrongCodeKind(code.kind) }
        try enlist(with: code, deviceName: deviceName)
    }

    /// Brings a partner back on a new machine. It starts in handshake.
    package func recover(_ code: PaperCode, deviceName: String) throws {
        guard code.kind == .kit else { throw ClientError.wrongCodeKind(code.kind) }
        try enlist(with: code, deviceName: deviceName)
    }

    private func enlist(with code: PaperCode, deviceName: String) throws {
        guard try store.read({ try $0.membership() }) == nil else { throw ClientError.alreadyInitialised }
        let pending: PendingEnlisting
        if let unfinished = try unfinishedEnlisting(code), try isEnlisted(unfinished) {
            pending = unfinished
        } else {
            pending = try PaperSession(code, client: self).enlist()
        }
        try finishEnlisting(pending, deviceName: deviceName)
        try syncThrough(after: 0)
        try write { edit in
            edit.identity.membership.name = try edit.home.foundName(of: edit.membership.partner)?.name ?? edit.membership.name
        }
    }

    package func devices() throws -> [DeviceView] {
        try read { home in
            let enlisters = home.identity.mine.enlisters
            var names: [DeviceID: String] = [:]
            for written in try home.documents(.device) {
                if case .device(let device) = written.document { names[device.device] = device.name }
            }
            return home.identity.mine.entries.compactMap { entry in
                guard let card = entry.action.added, home.identity.mine.state.cards[card.id] != nil else { return nil }
                return DeviceView(
                    id: card.id, short: card.id.short, name: names[card.id], kind: card.kind,
                    isThis: card.id == home.membership.device,
                    isLive: home.identity.mine.state.isLive(card.id), added: entry.time, addedBy: enlisters[card.id])
            }
        }
    }

    /// Those that can still be used and that `devices` added, or those that they added, and so on: but for this machine, and what it added.
    package func devices(addedBy devices: [DeviceID]) throws -> [DeviceView] {
        let added = try read { $0.identity.mine.enlisted(by: Set(devices), sparing: [$0.membership.device]) }
        return try self.devices().filter { added.contains($0.id) }
    }

    /// Those that can still be used and that a text means: what `devices` lists, the beginning of it, or a name, which several may have.
    package func devices(called text: String) throws -> [DeviceView] {
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return [] }
        let live = try devices().filter(\.isLive)
        // The whole of an id means one device, whatever another is called.
        let exact = live.filter { $0.short == wanted }
        return exact.isEmpty ? live.filter { $0.short.hasPrefix(wanted) || $0.name?.lowercased() == wanted } : exact
    }

    /// When each of this partner's devices last signed something that this home holds.
    package func lastSigned() throws -> [DeviceID: Instant] {
        try read { home in
            let logged = home.identity.mine.entries.map { ($0.device, $0.time) }
            let written = try RecordClass.allCases.flatMap { try home.reader.records(of: $0, includingTombstones: true) }
                .filter { $0.header.author == home.membership.partner }.map { ($0.header.device, $0.header.stamp.time) }
            return Dictionary(logged + written, uniquingKeysWith: max)
        }
    }

    /// Ends devices with the next sync, and all that they have added by then: none of them can sign in or write from then on, and what is
    /// written is under new keys. What they wrote until then stands.
    ///
    /// - Parameter keeping: what stays all the same, with what that added. This machine always does.
    /// - Throws: `unknownDevice`, of one that has ended too; `thisDevice`, whose drafts would end with it. Then nothing ends.
    package func removeDevices(_ devices: [DeviceID], keeping: Set<DeviceID>) throws {
        try write { edit in
            guard !devices.contains(edit.membership.device) else { throw ClientError.thisDevice }
            if let unknown = devices.first(where: { !edit.identity.mine.state.isLive($0) }) {
                throw ClientError.unknownDevice(unknown.short)
            }
            try edit.deviceLog.removeAtNextSync(devices, keeping: keeping)
        }
    }
}

extension HomeEdit {
    /// Enlists a code on paper as a device, gives it every key, and leaves its box.
    func enlist(_ code: PaperCode, kind: DeviceKind, expires: Instant?) throws -> KitBox {
        let card = try code.keys.device().card(kind, expires: expires)
        try deviceLog.append(.add(card: card, retiring: nil))
        // A key that no ended device holds is among them: what the new device writes first, it writes under the newest that it was given.
        for purpose in KeyPurpose.allCases where purpose.isRenewed { _ = try keyring.writingKey(purpose) }
        for missing in identity.keysToPassOn where !missing.holders.contains(card.id) {
            try keyring.grant(missing.key, for: missing.purpose, epoch: missing.epoch, to: [card])
        }
        let content = PaperContent(
            couple: membership.couple, partner: membership.partner, pin: membership.server?.pin, reveal: membership.reveal)
        let box = try code.keys.sealBox(Bytes(WireJSON.encode(content)), random: random)
        try outbox.enqueue(.box(BoxWrite(locator: code.keys.locator, kind: kind == .kit ? .kit : .link, device: card.id, box: box)))
        return KitBox(device: card.id, locator: code.keys.locator, box: box)
    }
}

extension DeviceID {
    /// Enough of it for people to tell a few devices apart: eight hexadecimal characters.
    package var short: String { bytes.prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
