import Catalogue
import ClientCore
import Models
import Support

/// What must always hold on one device.
extension SimWorld {
    func checkDevice(_ device: SimDevice) throws {
        guard try device.membership != nil, !isHostile(device.ref) else { return }
        let (views, visible) = try look(at: device)
        let missing = (model.kept[device.ref] ?? []).subtracting(visible)
        check(.wordsKept, missing.isEmpty, "\(device.ref) no longer has text \(missing.sorted())")
        for view in views {
            for round in view.rounds { try check(round, of: view.prompt, on: device) }
        }
        try checkNotices(on: device)
        try checkRemovals(on: device)
    }

    /// Whether it's a device that nothing is promised to.
    func isHostile(_ ref: DeviceRef) -> Bool {
        plan.hasHostileJoiner && ref.partner == 1 || plan.hasThief && ref.partner == 0 && model.removed[ref] != nil
    }

    /// A removal that a device has seen is never undone.
    private func checkRemovals(on device: SimDevice) throws {
        let partners = try device.membership.map { [$0.partner, $0.other].compactMap { $0 } } ?? []
        let removed = try device.logs(of: partners).reduce(into: Set<DeviceID>()) { $0.formUnion($1.state.removed) }
        let before = model.removalsSeen[device.ref] ?? []
        check(.removedForGood, removed.isSuperset(of: before), "\(device.ref) no longer knows of a removal")
        model.removalsSeen[device.ref] = removed
    }

    /// Everything the partner at a device can see: prompts with their rounds, and the numbers of all their own texts.
    func look(at device: SimDevice) throws -> (views: [PromptView], texts: Set<Int>) {
        var views: [PromptView] = []
        var texts: Set<Int> = []
        let ours = try device.client.prompts(deck: "ours", search: nil)
        texts.formUnion(ours.compactMap { TypedText.number(in: $0.question.utf8) })
        for prompt in Self.prompts {
            let view = try device.client.show(prompt)
            views.append(view)
            let words = view.rounds.flatMap { [$0.draft, $0.mine] } + (try device.client.history(prompt).map { $0.words })
            texts.formUnion(words.compactMap { $0 }.compactMap { TypedText.number(in: $0.text.utf8) })
        }
        return (views, texts)
    }

    private func check(_ round: RoundView, of prompt: PromptID, on device: SimDevice) throws {
        let ref = device.ref
        check(
            .honesty, round.state != .tampered || hasOpenedTwice || plan.hasHostileJoiner,
            "\(ref) shows round \(round.number) of \(prompt) as tampered with")
        if let draft = number(round.draft) { checkOrigin(draft, prompt, partner: ref.partner, on: ref) }
        if let mine = number(round.mine) { checkOrigin(mine, prompt, partner: ref.partner, on: ref) }
        guard let theirs = number(round.theirs) else { return }
        checkOrigin(theirs, prompt, partner: 1 - ref.partner, on: ref)
        guard round.state == .revealed, let mine = number(round.mine) else { return }
        let name = "\(prompt) \(round.number)"
        if let before = model.shown[ref]?[name], before != (mine, theirs) {
            check(
                .revealedForGood, try server.hasGoneBack || mayBeReplaced(prompt, round.number, on: device),
                "\(ref) showed texts \(before) for round \(round.number) of \(prompt), and now \((mine, theirs))")
        }
        model.shown[ref, default: [:]][name] = (mine, theirs)
    }

    /// A partner with a modified client presents another pair, and this partner's opening was sent in escrow mode:
    /// docs/security.md, L4.
    private func mayBeReplaced(_ prompt: PromptID, _ number: Int, on device: SimDevice) throws -> Bool {
        guard plan.hasHostileJoiner, let membership = try device.membership else { return false }
        let round = try device.home.read { try $0.rounds(of: prompt).first { $0.number == number } }
        return round.map { model.openedFor[.answer(of: $0.id, by: membership.partner)] == nil } ?? false
    }

    /// Two devices of one partner have opened for two answers, one of which the server lost: docs/security.md, L10.
    var hasOpenedTwice: Bool { server.hasGoneBack && model.openedFor.contains { $0.value.count > 1 } }

    private func number(_ words: Words?) -> Int? { words.flatMap { TypedText.number(in: $0.text.utf8) } }

    /// Text stands only where it was typed, under the name of the partner who typed it.
    private func checkOrigin(_ text: Int, _ prompt: PromptID, partner: Int, on ref: DeviceRef) {
        let typed = model.texts[text]
        if typed == nil, model.hasForgottenRemoval, model.removalsSeen[ref]?.isEmpty != false { return }
        check(
            .honesty, typed?.prompt == prompt && typed?.by.partner == partner,
            "\(ref) shows text \(text) in a place for which nobody typed it")
    }

    private func checkNotices(on device: SimDevice) throws {
        let notices = try device.home.read { try $0.notices(unseenOnly: false) }.map(\.notice)
        for notice in notices {
            if case .notBelieved(let what, _) = notice {
                check(
                    .honesty, plan.hasClones || !model.removed.isEmpty || hasOpenedTwice || plan.hasHostileJoiner,
                    "\(device.ref) does not believe a \(what) of an honest run")
            }
        }
        let locked = notices.count { if case .locked = $0 { true } else { false } }
        check(
            .honesty,
            locked <= model.lockedWithReason[device.ref] ?? 0 || plan.hasClones || !device.transport.isWhole
                || plan.hasHostileJoiner,
            "\(device.ref) tells of \(locked) edits that came too late; there were \(model.lockedWithReason[device.ref] ?? 0)")
    }
}
