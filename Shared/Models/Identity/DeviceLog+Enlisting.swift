/// Which device enlisted which. Void entries enlist no device, so they are ignored.
extension DeviceLog {
    /// For each enlisted device, the device that enlisted it. A machine that joined with a link code counts as enlisted by the
    /// device that made the code; one that joined with a kit counts as enlisted by the kit.
    package var enlisters: [DeviceID: DeviceID] {
        var enlisters: [DeviceID: DeviceID] = [:]
        for (device, signer) in enlistings where enlisters[device] == nil {
            // Ancestors come first, so the maker of a code is known before the code is used.
            let isLink = state.cards[signer]?.kind == .link
            enlisters[device] = isLink ? enlisters[signer] ?? signer : signer
        }
        return enlisters
    }

    /// The device that signed who the other partner is: it has the couple's seed from the pairing itself.
    package var pairSigner: DeviceID? {
        entries.indices.first { place in
            guard !isVoid(place), case .pair(let partner) = entries[place].action else { return false }
            return partner == state.pairedWith
        }.map { entries[$0].device }
    }

    /// The devices, paper codes included, that are still live and that `devices` enlisted directly or through others. The chain
    /// also passes through devices that have ended.
    ///
    /// - Parameter trusted: devices to leave out, along with those that only they enlisted.
    package func enlisted(by devices: Set<DeviceID>, sparing trusted: Set<DeviceID>) -> Set<DeviceID> {
        var enlistedBy: [DeviceID: [DeviceID]] = [:]
        for (device, signer) in enlistings { enlistedBy[signer, default: []].append(device) }
        var found: Set<DeviceID> = []
        var open = Array(devices)
        while let next = open.popLast() {
            for device in enlistedBy[next] ?? [] where !devices.contains(device) && !trusted.contains(device) {
                if found.insert(device).inserted { open.append(device) }
            }
        }
        return found.filter(state.isLive)
    }

    /// Every enlisting of one device by another, in entry order. Merged branches may enlist a device several times.
    private var enlistings: [(device: DeviceID, signer: DeviceID)] {
        entries.indices.compactMap { place in
            guard !isVoid(place), let device = entries[place].action.added?.id, device != entries[place].device else { return nil }
            return (device, entries[place].device)
        }
    }
}
