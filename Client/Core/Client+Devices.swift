import FoundationEssentials
package import Models
package import Vault
import Wire

/// A partner's devices, and the codes on paper that can become one.
extension Client {
    /// A code that enlists one more device for this partner: usable once, within ten minutes.
    ///
    /// - Throws: `noServer`, `unreachable`, `proxy`, `notTwofold` or `problem` if the server wasn't reached or refuses the code;
    ///   `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func link() throws(ClientError) -> PrintedCode {
        let last = try syncBefore()
        let info = try serverInfo()
        // At most ten minutes, whatever a server says.
        let seconds = min(info.limits.linkSeconds, Limits().linkSeconds)
        let expires = info.time.advanced(by: .seconds(seconds) - .seconds(5))
        let code: PaperCode = try write { edit in
            try edit.home.requireActive()
            let code = try edit.newCode(.link)
            _ = try edit.enlist(code, kind: .link, expires: expires)
            return code
        }
        try syncThrough(after: last)
        return PrintedCode(text: code.text, expires: expires)
    }

    /// Makes the recovery kit, and ends those before it once its code has been shown: whatever fails before that, they still work.
    ///
    /// - Parameters:
    ///   - replacing: whether there may be an earlier kit.
    ///   - show: shows the code, and returns whether it was shown. If not, the new kit is ended.
    /// - Throws: `kitExists` if there's a kit and it isn't to be replaced; what `link` throws.
    @discardableResult
    package func makeKit(replacing: Bool, showing show: (PrintedCode) -> Bool = { _ in true }) throws(ClientError) -> PrintedCode {
        let last = try syncBefore()
        let (code, made, former): (PaperCode, KitBox, KitBox?) = try write { edit in
            try edit.home.requireActive()
            guard replacing || edit.home.kits.isEmpty else { throw ClientError.kitExists }
            // What an earlier attempt, cut off before it showed anything, left.
            if let unseen = edit.membership.unshownKit, edit.identity.mine.state.isLive(unseen) {
                try edit.deviceLog.append(.remove(device: unseen, standing: []))
            }
            let (code, former) = (try edit.newCode(.kit), edit.membership.kit)
            let made = try edit.enlist(code, kind: .kit, expires: nil)
            edit.identity.membership.kit = made
            edit.identity.membership.unshownKit = made.device
            return (code, made, former)
        }
        do {
            try syncThrough(after: last)
        } catch {
            try dropKit(made, keeping: former)
            throw error
        }
        let printed = PrintedCode(text: code.text, expires: nil)
        guard show(printed) else {
            try dropKit(made, keeping: former)
            _ = try sync(budget: nil)
            return printed
        }
        if try keepKit(made) { _ = try sync(budget: nil) }
        return printed
    }

    /// From here on, this is the kit, and there's no other.
    ///
    /// - Returns: whether there was another.
    private func keepKit(_ made: KitBox) throws(ClientError) -> Bool {
        try write { edit in
            edit.identity.membership.unshownKit = nil
            let kits = edit.home.kits.filter { $0.id != made.device }
            for kit in kits { try edit.deviceLog.append(.remove(device: kit.id, standing: [])) }
            try edit.keyring.renewKeys()
            return !kits.isEmpty
        }
    }

    /// Ends a kit whose code no one has seen: it must not look as if there were one.
    private func dropKit(_ made: KitBox, keeping former: KitBox?) throws(ClientError) {
        try write { edit in
            edit.identity.membership.kit = former
            edit.identity.membership.unshownKit = nil
            guard edit.identity.mine.state.isLive(made.device) else { return }
            try edit.deviceLog.append(.remove(device: made.device, standing: []))
            try edit.keyring.renewKeys()
        }
    }

    /// Checks that a kit would restore everything this partner has here, without using it up. In an empty home, checks that it
    /// would restore a partner at all.
    ///
    /// - Throws: `wrongCodeKind`, `kitUnknown`; `codeUnknown`, `codeNotGenuine`; why the server wasn't reached; `store`.
    package func checkKit(_ code: PaperCode) throws(ClientError) {
        guard code.kind == .kit else { throw .wrongCodeKind(code.kind) }
        let paper = try PaperSession(code, client: self)
        try paper.signIn()
        try paper.pull()
        guard let brought = paper.identity, brought.seed(.personalSeed) != nil else { throw .kitUnknown }
        guard try readStore({ try $0.membership() }) != nil else { return }
        let bringsEverything = try read { home in
            let keys = Set(brought.keys.map(\.key.id))
            return home.membership.partner == paper.partner
                && home.identity.keysToPassOn.allSatisfy { keys.contains($0.key.id) }
        }
        guard bringsEverything else { throw .kitUnknown }
    }

    /// Makes this home one more device of the partner who printed the code. What is revealed by then counts as read.
    ///
    /// - Throws: `wrongCodeKind`, `alreadyInitialised`; `codeUnknown`, `codeNotGenuine`; why the server wasn't reached; `store`.
    package func useLink(_ code: PaperCode, deviceName: String) throws(ClientError) {
        guard code.kind == .link else { throw .wrongCodeKind(code.kind) }
        try enlist(with: code, deviceName: deviceName)
    }

    /// Restores a partner on a new device, which starts in handshake mode. What is revealed by then counts as read.
    ///
    /// - Throws: `wrongCodeKind`, `alreadyInitialised`; `codeUnknown`, `codeNotGenuine`; why the server wasn't reached; `store`.
    package func recover(_ code: PaperCode, deviceName: String) throws(ClientError) {
        guard code.kind == .kit else { throw .wrongCodeKind(code.kind) }
        try enlist(with: code, deviceName: deviceName)
    }

    private func enlist(with code: PaperCode, deviceName: String) throws(ClientError) {
        guard try readStore({ try $0.membership() }) == nil else { throw .alreadyInitialised }
        let pending: PendingEnlisting
        if let unfinished = try unfinishedEnlisting(code), try isKnown(unfinished.membership) {
            pending = unfinished
        } else {
            pending = try PaperSession(code, client: self).enlist()
        }
        try finishEnlisting(pending, deviceName: deviceName)
        let result = Result { () throws(ClientError) in try syncThrough(after: 0) }
        try write { edit in
            // Whoever links or recovers a device has read it elsewhere.
            for var row in try edit.home.reader.roundsNotLookedAt() where try edit.home.state(of: row.id) == .revealed {
                row.isLookedAt = true
                try edit.transaction.put(row)
            }
            let said = try edit.home.foundName(of: edit.membership.partner)?.said
            edit.identity.membership.name = said?.statedName ?? edit.membership.name
        }
        try result.get()
    }

    /// Syncs once, and returns this partner's machines that weren't known before.
    ///
    /// - Throws: why the sync stopped, such as `unreachable` or `proxy`; `store`.
    package func devices(joinedSince known: Set<DeviceID>) throws(ClientError) -> [DeviceView] {
        let report = try sync(budget: .seconds(5))
        if let stopped = report.stopped { throw stopped }
        return try devices().filter { $0.kind == .machine && $0.isLive && !known.contains($0.id) }
    }

    /// This partner's devices and codes on paper, in the order in which they were added.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func devices() throws(ClientError) -> [DeviceView] {
        try read { home in
            let (enlisters, ending) = (home.identity.mine.enlisters, try home.ending())
            var names: [DeviceID: String] = [:]
            for written in try home.documents(.device) {
                if case .device(let device) = written.document { names[device.device] = device.name }
            }
            return home.identity.mine.entries.compactMap { entry in
                guard let card = entry.action.added, home.identity.mine.state.cards[card.id] != nil else { return nil }
                return DeviceView(
                    id: card.id, short: card.id.short, name: names[card.id], kind: card.kind,
                    isThis: card.id == home.membership.device,
                    isLive: home.identity.mine.state.isLive(card.id), isEnding: ending.contains(card.id), added: entry.time,
                    addedBy: enlisters[card.id])
            }
        }
    }

    /// The live devices that `devices` added, directly or indirectly, except for this device and those it added.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func devices(addedBy devices: [DeviceID]) throws(ClientError) -> [DeviceView] {
        let added = try read { $0.identity.mine.enlisted(by: Set(devices), sparing: [$0.membership.device]) }
        return try self.devices().filter { added.contains($0.id) }
    }

    /// The live devices that a text refers to: by the id that `devices` lists, the beginning of one, or a name, which several may
    /// share.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func devices(called text: String) throws(ClientError) -> [DeviceView] {
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return [] }
        let live = try devices().filter(\.isLive)
        // A complete id refers to one device, whatever another is called.
        let exact = live.filter { $0.short == wanted }
        return exact.isEmpty ? live.filter { $0.short.hasPrefix(wanted) || $0.name?.lowercased() == wanted } : exact
    }

    /// When each of this partner's devices last signed something that this home holds.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func lastSigned() throws(ClientError) -> [DeviceID: Instant] {
        try read { home in
            let logged = home.identity.mine.entries.map { ($0.device, $0.time) }
            let written = try home.reader.allRecords().filter { $0.header.author == home.membership.partner }.map {
                ($0.header.device, $0.header.stamp.time)
            }
            return Dictionary(logged + written, uniquingKeysWith: max)
        }
    }

    /// Removes devices, and everything they have added by then, with the next sync: from then on they can't sign in or write, and
    /// new text is encrypted under new keys. What they wrote before stands.
    ///
    /// - Parameter keeping: devices that stay nevertheless, along with those they added. This device always stays.
    /// - Throws: `unknownDevice`, also for one that was already removed; `thisDevice`, whose drafts would be lost with it; `store`.
    ///   Nothing is removed then.
    package func removeDevices(_ devices: [DeviceID], keeping: Set<DeviceID>) throws(ClientError) {
        try write { edit in
            guard !devices.contains(edit.membership.device) else { throw ClientError.thisDevice }
            if let unknown = devices.first(where: { !edit.identity.mine.state.isLive($0) }) {
                throw ClientError.unknownDevice(unknown.short)
            }
            try edit.deviceLog.removeAtNextSync(devices, keeping: keeping)
        }
    }

    /// Whether a removal that was asked for hasn't reached the server.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`; `store`.
    package func isRemovalPending() throws(ClientError) -> Bool {
        try !read { try $0.ending() }.isEmpty
    }
}

extension HomeEdit {
    /// Enlists a code on paper as a device, grants it every key, and stores its box.
    func enlist(_ code: PaperCode, kind: DeviceKind, expires: Instant?) throws -> KitBox {
        let card = try code.keys.device().card(kind, expires: expires)
        try deviceLog.append(.add(card: card, retiring: nil))
        // Includes a key that no removed device holds: the new device first writes under the newest key that it was granted.
        for purpose in KeyPurpose.allCases where purpose.isRenewed { _ = try keyring.writingKey(purpose) }
        for missing in identity.keysToPassOn where !missing.holders.contains(card.id) {
            try keyring.grant(missing.key, for: missing.purpose, epoch: missing.epoch, to: [card])
        }
        let content = PaperContent(
            couple: membership.couple, partner: membership.partner, pin: membership.server?.pin, reveal: membership.reveal)
        let box = try code.keys.encryptBox(Bytes(WireJSON.encode(content)), random: random)
        try outbox.enqueue(.box(BoxWrite(locator: code.keys.locator, kind: kind == .kit ? .kit : .link, device: card.id, box: box)))
        return KitBox(device: card.id, locator: code.keys.locator, box: box)
    }
}

extension DeviceID {
    /// Enough for people to tell a few devices apart: eight hexadecimal characters.
    package var short: String { bytes.prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
