import Models
import Support

/// Writes a device log according to an input, with branches, and with entries that don't belong.
struct LogWriter {
    private(set) var log: DeviceLog
    /// The entries that were accepted, in order, starting with the first entry.
    private(set) var taken: [LogEntry]
    /// Everything that was offered to the log after its first entry.
    private(set) var offered: [LogEntry] = []
    private let devices: [TestDevice]

    init() throws {
        devices = try Self.devices.get()
        let first = try LogEntry(
            previous: [], action: .add(card: devices[0].card, retiring: nil), device: devices[0].id, time: TestClock.start,
            signedWith: devices[0].signing)
        log = try DeviceLog(first: first)
        taken = [first]
    }

    private static let devices = Result {
        let random = SeededRandom(seed: 23)
        return try [DeviceKind.machine, .machine, .machine, .kit, .link, .machine].map { try TestDevice(kind: $0, random: random) }
    }

    /// - Throws: `FuzzFailure` if a log changes although it refuses an entry, or a removal is undone.
    mutating func write(_ decisions: inout FuzzInput) throws {
        guard let signer = decisions.element(of: devices) else { return }
        let action = action(by: signer, &decisions)
        let previous = decisions.flag() ? log.tips : some(&decisions)
        let entry = try LogEntry(
            previous: Array(Set(previous)), action: action, device: signer.id,
            time: TestClock.start.advanced(by: .seconds(Int64(decisions.octet()))), signedWith: signer.signing)
        offered.append(entry)
        let before = log
        if (try? log.insert(entry)) == true { taken.append(entry) } else { try require(log == before, "a refusal changes nothing") }
        try require(log.state.removed.isSuperset(of: before.state.removed), "a removal once seen is never unseen")
        try require(log.contains(entry.hash) == taken.contains(entry), "a log holds what it took")
    }

    private func some(_ decisions: inout FuzzInput) -> [EntryHash] {
        var chosen: [EntryHash] = []
        for _ in 0...decisions.number(below: 2) { chosen += [decisions.element(of: taken)?.hash].compactMap { $0 } }
        return chosen
    }

    private func action(by signer: TestDevice, _ decisions: inout FuzzInput) -> LogAction {
        let device = decisions.element(of: devices) ?? signer
        switch decisions.number(below: 8) {
        case 0...3: return .add(card: device.card, retiring: decisions.flag() ? signer.id : nil)
        case 4, 5:
            let standing = VersionDigest(validated: Bytes(repeating: decisions.octet(), count: 32))
            return .remove(device: device.id, standing: [standing])
        case 6: return .pair(partner: PartnerID(validated: Bytes(repeating: decisions.octet() & 1, count: 32)))
        default: return .leave
        }
    }
}
