/// One event in a simulated world.
///
/// Any step can be omitted: the others still make sense, or do nothing. That allows scripts to be shrunk.
enum Step: Hashable {
    // MARK: What people do
    case draft(DeviceRef, prompt: Int)
    case seal(DeviceRef, prompt: Int)
    /// Seals the draft, or releases what was held back.
    case sealDraft(DeviceRef, prompt: Int)
    case withdraw(DeviceRef, prompt: Int)
    case skip(DeviceRef, prompt: Int, undo: Bool)
    case ask(DeviceRef)
    case again(DeviceRef, prompt: Int)
    case restoreVersion(DeviceRef, prompt: Int, pick: Int)
    case rename(DeviceRef)
    case setReveal(DeviceRef, handshake: Bool)
    case sync(DeviceRef)
    /// Sealed and withdrawn before the partner's next sync.
    case sealUnseen(DeviceRef, prompt: Int)
    // MARK: Devices and couples
    case link(DeviceRef)
    case removeDevice(by: DeviceRef, DeviceRef)
    case makeKit(DeviceRef)
    case recover(partner: Int)
    case leave(DeviceRef)
    case pairAnew
    // MARK: What goes wrong
    /// What the network does to a device's next requests.
    case network(DeviceRef, [NetworkFate])
    /// The device's process ends at its n-th transaction from now.
    case end(DeviceRef, transaction: Int, Moment)
    case deliverLate
    case wait(seconds: Int64)
    case setClock(DeviceRef, ahead: Int64)
    case stopClock(DeviceRef)
    case reboot(DeviceRef)
    case setServerClock(ahead: Int64)
    case stopServerClock
    case backUp
    /// The data folder is copied back without telling the server.
    case copyBack(pick: Int)
    /// As with `twofold-server restore`.
    case restore(pick: Int)
    case keepHome(DeviceRef)
    case setHomeBack(DeviceRef)
    case cloneHome(DeviceRef)
    // MARK: Participants who ignore the rules
    case commit(Deed)
}

extension Step: CustomStringConvertible {
    var description: String {
        switch self {
        case .draft(let who, let prompt): "\(who) drafts an answer to prompt \(prompt)"
        case .seal(let who, let prompt): "\(who) seals new words for prompt \(prompt)"
        case .sealDraft(let who, let prompt): "\(who) seals the draft of prompt \(prompt), or releases what was held back"
        case .withdraw(let who, let prompt): "\(who) withdraws prompt \(prompt)"
        case .skip(let who, let prompt, let undo): "\(who) \(undo ? "no longer skips" : "skips") prompt \(prompt)"
        case .ask(let who): "\(who) asks a prompt of their own"
        case .again(let who, let prompt): "\(who) begins the next round of prompt \(prompt)"
        case .restoreVersion(let who, let prompt, let pick): "\(who) restores version \(pick) of prompt \(prompt)"
        case .rename(let who): "\(who) changes their name"
        case .setReveal(let who, let handshake): "\(who) wishes \(handshake ? "handshake" : "escrow")"
        case .sync(let who): "\(who) syncs"
        case .sealUnseen(let who, let prompt): "\(who) seals prompt \(prompt), syncs, withdraws it and syncs"
        case .link(let who): "\(who) links another machine"
        case .removeDevice(let who, let other): "\(who) removes \(other)"
        case .makeKit(let who): "\(who) makes a kit"
        case .recover(let partner): "\(partner == 0 ? "A" : "B") recovers with the kit"
        case .leave(let who): "\(who) leaves"
        case .pairAnew: "both begin anew and pair"
        case .network(let who, let fates): "the next requests of \(who): \(fates.map(\.description).joined(separator: ", "))"
        case .end(let who, let number, let moment):
            "\(who)'s process will end \(moment) the commit of its transaction \(number + 1)"
        case .deliverLate: "what was late arrives"
        case .wait(let seconds): "\(seconds) seconds pass"
        case .setClock(let who, let ahead): "\(who)'s clock is set \(ahead) seconds ahead"
        case .stopClock(let who): "\(who)'s clock stands still"
        case .reboot(let who): "\(who) is started anew"
        case .setServerClock(let ahead): "the server's clock is set \(ahead) seconds ahead"
        case .stopServerClock: "the server's clock stands still"
        case .backUp: "the server is backed up"
        case .copyBack(let pick): "backup \(pick) is copied over the server's data"
        case .restore(let pick): "the server is restored from backup \(pick)"
        case .keepHome(let who): "the home of \(who) is copied aside"
        case .setHomeBack(let who): "the home of \(who) is set back to its copy"
        case .cloneHome(let who): "the home of \(who) is cloned"
        case .commit(let deed): "\(deed)"
        }
    }
}
