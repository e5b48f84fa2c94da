import ClientCore
import Models
import ServerCore
import Support
import Vault
import Wire

/// Devices that come and go, homes that are copied, couples that end.
extension SimWorld {
    private static let mostDevices = 4

    func link(from ref: DeviceRef) throws -> SimDevice? {
        guard let device = device(ref), !device.hasEnded, live(of: ref.partner).count < 3,
            refs.filter({ $0.partner == ref.partner }).count < Self.mostDevices
        else { return nil }
        var code: PaperCode?
        try attempt(device) { code = try PaperCode(parsing: $0.client.link().text) }
        guard let code else { return device }
        let second = try addDevice(of: ref.partner)
        // After a lost reply, tries again as a person would.
        for _ in 0..<3 where try second.membership == nil {
            try attempt(second) { try $0.client.useLink(code, deviceName: "another") }
        }
        try welcome(second)
        let paper = Knowledge(device: try code.keys.device().card(.link, expires: nil).id, keys: try code.keys.device())
        model.endedPapers.append(paper)
        return device
    }

    /// A device that got no further than its code doesn't count.
    private func welcome(_ device: SimDevice) throws {
        device.forgetMembership()
        guard try device.membership != nil else {
            devices[device.ref] = nil
            return
        }
        try learn(device)
    }

    func makeKit(on ref: DeviceRef) throws -> SimDevice? {
        guard let device = device(ref), !device.hasEnded else { return nil }
        if kits[ref.partner] != nil { model.hasReplacedKit = true }
        try attempt(device) { self.kits[ref.partner] = try PaperCode(parsing: $0.client.makeKit(replacing: true).text) }
        return device
    }

    func recover(_ partner: Int) throws -> SimDevice? {
        guard let code = kits[partner], live(of: partner).count < 3,
            refs.filter({ $0.partner == partner }).count < Self.mostDevices
        else { return nil }
        let device = try addDevice(of: partner)
        for _ in 0..<3 where try device.membership == nil {
            try attempt(device) { try $0.client.recover(code, deviceName: "recovered") }
        }
        try welcome(device)
        return devices[device.ref]
    }

    func remove(_ other: DeviceRef, by ref: DeviceRef) throws -> SimDevice? {
        guard ref.partner == other.partner, ref != other, let device = device(ref), let target = self.device(other),
            !device.hasEnded, let id = try target.membership?.device, id != (try device.membership?.device)
        else { return nil }
        let others = try keptDevices(of: ref.partner).subtracting([id])
        try attempt(device) { device in
            try device.client.removeDevices([id], keeping: others)
            self.end(id, partner: other.partner)
        }
        return device
    }

    /// Every device a partner ever had here, and the kit: a device is removed without the ones it enlisted.
    private func keptDevices(of partner: Int) throws -> Set<DeviceID> {
        let machines = try refs.filter { $0.partner == partner }.compactMap { try devices[$0]?.membership?.device }
        let kit = try kits[partner].map { try $0.keys.device().card(.kit).id }
        return Set(machines + [kit].compactMap(\.self))
    }

    /// Removes a device, and every clone of its home with it.
    private func end(_ id: DeviceID, partner: Int) {
        for device in live(of: partner) where (try? device.membership)?.flatMap({ $0 })?.device == id {
            device.hasEnded = true
            model.removed[device.ref] = stepNumber
        }
    }

    func setHomeBack(_ ref: DeviceRef) throws {
        guard let device = device(ref), !device.hasEnded, let kept = device.kept else { return }
        let replaced = SimDevice(
            ref, home: SimHome(copying: kept.state), storeKey: device.storeKey, clocks: device.clocks, transport: device.transport,
            seed: seed())
        replaced.kept = kept
        devices[ref] = replaced
        model.kept[ref] = kept.texts
        model.shown[ref] = nil
        model.removalsSeen[ref] = nil
    }

    func cloneHome(_ ref: DeviceRef) throws {
        guard let device = device(ref), !device.hasEnded, let state = device.home.copy,
            refs.filter({ $0.partner == ref.partner }).count < Self.mostDevices
        else { return }
        let clone = try addDevice(of: ref.partner, copying: state, storeKey: device.storeKey)
        model.kept[clone.ref] = model.kept[ref]
        try learn(clone)
    }

    func leave(_ ref: DeviceRef) throws -> SimDevice? {
        guard let device = device(ref), !device.hasEnded else { return nil }
        try attempt(device) { try $0.client.leave() }
        return device
    }

    /// Both start again from nothing on the same server; what they had stays where it was.
    func pairAnew() throws -> SimDevice? {
        let hasLeft = try refs.compactMap { devices[$0] }.contains { device in
            device.forgetMembership()
            return try device.membership?.phase == .left
        }
        guard hasLeft else { return nil }
        for ref in refs { devices[ref]?.hasEnded = true }
        devices = [:]
        knowledge = [:]
        kits = [:]
        network.late = []
        let former = model
        model = Model()
        model.texts = former.texts
        model.everFrozen = former.everFrozen
        model.everRevealed = former.everRevealed
        try pair()
        return nil
    }
}
