import Catalogue
import Models
import Vault

/// Settings, and leaving.
extension Client {
    package func setting(_ key: ConfigKey) throws -> String? {
        switch key {
        case .name: try look { $0.membership.name }
        case .reveal: try look { $0.membership.reveal.rawValue }
        case .server: try look { $0.membership.server?.url }
        case .deviceName: try devices().first(where: \.isThis)?.name
        case .decks, .depth, .cadence, .pause: try schedule().setting(key)
        }
    }

    /// - Throws: `ServerSettingError` for a text that names no server; `badSetting`; for what concerns the prompt of the day `noPartnerYet`
    ///   and `unknownDecks`.
    package func set(_ key: ConfigKey, to value: String) throws {
        switch key {
        case .name:
            guard !value.allSatisfy(\.isWhitespace), value.utf8.count <= 200 else { throw ClientError.badSetting(key.rawValue) }
            try change { try $0.setName(value) }
        case .reveal:
            guard let mode = RevealMode(rawValue: value) else { throw ClientError.badSetting(key.rawValue) }
            try change { $0.identity.membership.reveal = mode }
        case .server: try setServer(ServerSetting(parsing: value))
        case .deviceName:
            guard !value.allSatisfy(\.isWhitespace), value.utf8.count <= 200 else { throw ClientError.badSetting(key.rawValue) }
            try change { try $0.introduce(name: nil, deviceName: value) }
        case .decks, .depth, .cadence, .pause:
            guard try look({ $0.identity.isPaired }) else { throw ClientError.noPartnerYet }
            guard let wanted = try schedule().with(key, value) else { throw ClientError.badSetting(key.rawValue) }
            let decks = try decks().map(\.deck.id)
            let known = decks + (decks.contains(Deck.ours) ? [] : [Deck.ours])
            let unknown = wanted.decks.filter { !known.contains($0) }
            guard key != .decks || unknown.isEmpty else { throw ClientError.unknownDecks(unknown, known: known) }
            try reschedule { $0 = wanted.beginning($0.from) }
        }
    }

    /// Ends this partner's part in the couple. Needs nobody's consent, and a server: access ends with it at once.
    package func leave() throws {
        let phase = try look { $0.membership.phase }
        guard phase != .left else { throw ClientError.youHaveLeft }
        if let stopped = try sync(budget: nil).stopped { throw stopped }
        try change { work in
            guard !work.identity.mine.state.hasLeft else { return }
            try work.append(.leave)
        }
        do {
            try syncThrough()
        } catch ClientError.youHaveLeft {
            // The reply to an earlier attempt was lost; or the sync after the entry was refused, as it must be.
        }
        try change { $0.identity.membership.phase = .left }
    }
}
