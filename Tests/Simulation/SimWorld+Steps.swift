import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import Vault
import Wire

/// What each step does.
extension SimWorld {
    /// Runs a step, then checks everything that must hold after it.
    func run(_ step: Step) throws {
        stepNumber += 1
        pass(seconds: 1)
        do {
            if let device = try perform(step) { try checkDevice(device) }
        } catch let error as Violation {
            throw error
        } catch {
            throw Violation(promise: .soundness, detail: "\(error)")
        }
        if let violation { throw violation }
    }

    /// - Returns: the device whose home should be checked now.
    private func perform(_ step: Step) throws -> SimDevice? {
        switch step {
        case .draft(let ref, let prompt): return try type(on: ref, prompt, sealing: false)
        case .seal(let ref, let prompt): return try type(on: ref, prompt, sealing: true)
        case .sealDraft(let ref, let prompt): return try sealDraft(on: ref, Self.prompts[prompt])
        case .withdraw(let ref, let prompt): return try act(on: ref) { try $0.client.withdraw(Self.prompts[prompt]) }
        case .skip(let ref, let prompt, let undo):
            return isLeftOut(ref) ? nil : try act(on: ref) { try $0.client.skip(Self.prompts[prompt], undo: undo) }
        case .ask(let ref): return try ask(on: ref)
        case .again(let ref, let prompt): return try act(on: ref) { _ = try $0.client.again(Self.prompts[prompt]) }
        case .restoreVersion(let ref, let prompt, let pick): return try restoreVersion(on: ref, Self.prompts[prompt], pick)
        case .rename(let ref): return try act(on: ref) { try $0.client.set(.name, to: "Name \(self.stepNumber)") }
        case .setReveal(let ref, let handshake):
            return try act(on: ref) { try $0.client.set(.reveal, to: handshake ? "handshake" : "escrow") }
        case .sync(let ref): return try act(on: ref) { try self.sync($0) }
        case .sealUnseen(let ref, let prompt): return try sealUnseen(on: ref, Self.prompts[prompt])
        case .link(let ref): return try link(from: ref)
        case .removeDevice(let ref, let other): return try remove(other, by: ref)
        case .makeKit(let ref): return try makeKit(on: ref)
        case .recover(let partner): return try recover(partner)
        case .leave(let ref): return try leave(ref)
        case .pairAnew: return try pairAnew()
        default:
            try disturb(step)
            return nil
        }
    }

    private func disturb(_ step: Step) throws {
        switch step {
        case .network(let ref, let fates): device(ref)?.transport.plan(fates)
        case .end(let ref, let number, let moment): device(ref)?.home.planEnd(transaction: number, moment)
        case .deliverLate: network.deliverLate()
        case .wait(let seconds): pass(seconds: seconds)
        case .setClock(let ref, let ahead):
            device(ref)?.clocks.stoppedAt = nil
            device(ref)?.clocks.ahead = ahead
        case .stopClock(let ref): device(ref)?.clocks.stoppedAt = device(ref)?.clocks.wall
        case .reboot(let ref):
            device(ref)?.clocks.reboot()
            device(ref)?.openAnew()
        case .setServerClock(let ahead):
            let before = server.clock.now
            (isServerClockStopped, serverAhead) = (false, ahead)
            pass(seconds: 0)
            if server.clock.now < before { names.hasClockFallenBehind = true }
        case .stopServerClock: (isServerClockStopped, names.hasClockFallenBehind) = (true, true)
        case .backUp: try server.data.backUp()
        case .copyBack(let pick): if let couple = try couple { _ = try server.goBack(to: pick, openly: false, of: couple) }
        case .restore(let pick): if let couple = try couple { _ = try server.goBack(to: pick, openly: true, of: couple) }
        case .keepHome(let ref):
            if let device = device(ref), let state = device.home.copy { device.kept = (state, model.kept[ref] ?? []) }
        case .setHomeBack(let ref): try setHomeBack(ref)
        case .cloneHome(let ref): try cloneHome(ref)
        case .commit(let deed): try commit(deed)
        default: break
        }
    }

    /// The twin omits A's steps that leave no trace: B must receive the same in both.
    private func isLeftOut(_ ref: DeviceRef) -> Bool { isTwin && ref.partner == 0 }

    // MARK: Doing something on a device

    /// Tolerates the errors with which a client may refuse without anything being wrong.
    ///
    /// - Returns: whether it was done.
    @discardableResult
    func attempt(_ device: SimDevice, _ body: (SimDevice) throws -> Void) throws -> Bool {
        do {
            try body(device)
            return true
        } catch is SimHome.Ended {
            device.openAnew()
            return false
        } catch let error as ClientError {
            switch error {
            case .internal where device.home.hasEnded: device.openAnew()
            case .store, .internal: throw error
            default: try checkExpected(error, on: device)
            }
            return false
        }
    }

    private func act(on ref: DeviceRef, _ body: (SimDevice) throws -> Void) throws -> SimDevice? {
        guard let device = device(ref), try device.membership != nil else { return nil }
        try attempt(device, body)
        return device
    }

    private func checkExpected(_ error: ClientError, on device: SimDevice) throws {
        if isHostile(device.ref) { return }
        switch error {
        case .vault, .storeKeyWrong, .notTwofold, .signing, .badCode, .codeNotGenuine:
            check(.soundness, false, "\(device.ref): \(error)")
        default: break
        }
    }

    func sync(_ device: SimDevice) throws {
        let report = try device.client.sync(budget: nil)
        if let stopped = report.stopped { try checkExpected(stopped, on: device) }
    }

    // MARK: Words

    private func type(on ref: DeviceRef, _ prompt: Int, sealing: Bool) throws -> SimDevice? {
        let prompt = Self.prompts[prompt]
        guard let device = device(ref), try device.membership != nil else { return nil }
        let before = try device.client.show(prompt).rounds.last
        let number = newText(by: ref, prompt, replacing: sealing ? before?.mine : before?.draft)
        if isLeftOut(ref), !sealing { return nil }
        let isDone = try attempt(device) { device in
            if sealing {
                _ = try device.client.seal(prompt, text: TypedText.words(number))
            } else {
                try device.client.saveDraft(prompt, text: TypedText.words(number))
            }
        }
        if isDone { model.kept[ref, default: []].insert(number) }
        return device
    }

    private func newText(by ref: DeviceRef, _ prompt: PromptID?, replacing words: Words?) -> Int {
        let number = nextText
        nextText += 1
        let floors = words.flatMap { TypedText.number(in: $0.text.utf8) }.map { model.greatestVersions(of: $0) }
        model.texts[number] = TypedText(number: number, by: ref, prompt: prompt, step: stepNumber, floors: floors ?? [:])
        return number
    }

    private func sealDraft(on ref: DeviceRef, _ prompt: PromptID) throws -> SimDevice? {
        try act(on: ref) { device in
            let held = try device.home.read { transaction in
                try transaction.rounds(of: prompt).filter { try transaction.value("held-back/\($0.id)") != nil }.map(\.id)
            }
            model.released.formUnion(held)
            _ = try device.client.seal(prompt, text: nil)
        }
    }

    private func ask(on ref: DeviceRef) throws -> SimDevice? {
        let number = newText(by: ref, nil, replacing: nil)
        return try act(on: ref) { device in
            let id = try device.client.ask(TypedText.words(number))
            model.asked[number] = id
            model.kept[ref, default: []].insert(number)
        }
    }

    private func restoreVersion(on ref: DeviceRef, _ prompt: PromptID, _ pick: Int) throws -> SimDevice? {
        try act(on: ref) { device in
            let versions = try device.client.history(prompt).filter { $0.reason != nil }
            guard !versions.isEmpty else { return }
            try device.client.restore(prompt, version: versions[pick % versions.count].number)
        }
    }

    /// Only if no one else could tell the difference: this partner has sealed nothing there.
    private func sealUnseen(on ref: DeviceRef, _ prompt: PromptID) throws -> SimDevice? {
        guard let device = device(ref), try device.membership != nil else { return nil }
        let state = try device.client.show(prompt).rounds.last?.state
        let isFree = try state == .open && !isSealedByOther(than: ref, prompt)
        if isFree, !isLeftOut(ref) { _ = try type(on: ref, Self.prompts.firstIndex(of: prompt) ?? 0, sealing: true) }
        try attempt(device) { try self.sync($0) }
        if isFree, !isLeftOut(ref) {
            try attempt(device) { try $0.client.withdraw(prompt) }
        }
        try attempt(device) { try self.sync($0) }
        return device
    }

    private func isSealedByOther(than ref: DeviceRef, _ prompt: PromptID) throws -> Bool {
        try live(of: 1 - ref.partner).contains { device in
            try device.client.show(prompt).rounds.contains { $0.state == .sealedByMe || $0.state == .sealedByBoth }
        }
    }
}
