/// What an entry of a device log does.
package enum LogAction: Hashable, Codable, Sendable {
    /// Enlists a device. A link code names itself in `retiring`, so that it ends with the entry it signs.
    case add(card: DeviceCard, retiring: DeviceID?)
    /// Ends a device. Of everything it ever signed, only the versions in `standing` count from now on. The action may also name a
    /// machine that only void entries have ended, to state which of its versions stand.
    case remove(device: DeviceID, standing: [VersionDigest])
    /// Names the other partner of the couple.
    case pair(partner: PartnerID)
    /// Ends the partner's membership of the couple.
    case leave
}

extension LogAction {
    /// The device that this action ends, or `nil`.
    package var removed: DeviceID? {
        switch self {
        case .add(_, let retiring): retiring
        case .remove(let device, _): device
        case .pair, .leave: nil
        }
    }

    package var added: DeviceCard? {
        if case .add(let card, _) = self { card } else { nil }
    }
}

extension CanonicalWriter {
    mutating func append(_ action: LogAction) {
        switch action {
        case .add(let card, let retiring):
            append("add")
            append(card.kind.rawValue)
            append(card.signing)
            append(card.agreement)
            append(optional: card.expires) { $0.append($1) }
            append(retiring)
        case .remove(let device, let standing):
            append("remove")
            append(device)
            append(list: standing) { $0.append($1) }
        case .pair(let partner):
            append("pair")
            append(partner)
        case .leave:
            append("leave")
        }
    }
}
