/// Who enlisted whom. Of entries that are void nothing is said: they enlist nobody.
extension DeviceLog {
    /// For each device that another enlisted, which one did. A machine that came by a link code counts as enlisted by whoever made the
    /// code, one that came by a kit as enlisted by the kit.
    package var enlisters: [DeviceID: DeviceID] {
        var enlisters: [DeviceID: DeviceID] = [:]
        for (device, signer) in enlistings where enlisters[device] == nil {
            // Ancestors come first, so whoever made a code is known before the code is used.
            let isLink = state.cards[signer]?.kind == .link
            enlisters[device] = isLink ? enlisters[signer] ?? signer : signer
        }
        return enlisters
    }

    /// The machines, kits and codes that can still be used and that `devices` enlisted, or those that they enlisted, and so on. One that
    /// has ended passes on what it enlisted.
    ///
    /// - Parameter trusted: these are left out, and so is what they alone enlisted.
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

    /// Every enlisting of one device by another, in the order of the entries. A device may have several, on branches that met.
    private var enlistings: [(device: DeviceID, signer: DeviceID)] {
        entries.indices.compactMap { place in
            guard !isVoid(place), let device = entries[place].action.added?.id, device != entries[place].device else { return nil }
            return (device, entries[place].device)
        }
    }
}
