import Catalogue
import Models
import Vault
import Wire

/// Settings, and leaving.
extension Client {
    /// - Returns: `nil` if nothing is set.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func setting(_ key: ConfigKey) throws(ClientError) -> String? {
        switch key {
        case .name: try read { $0.membership.name }
        case .reveal: try read { $0.membership.reveal.rawValue }
        case .server: try read { $0.membership.server?.url }
        case .deviceName: try devices().first(where: \.isThis)?.name
        case .decks, .depth, .cadence, .pause, .follow: try schedule().setting(key)
        }
    }

    /// - Throws: `badServer` for a text that doesn't name a server; `badSetting`; for settings of the prompt of the day,
    ///   `noPartnerYet`, `unknownDecks`, `partnerNeedsUpdate`, and what `reschedule` throws; `store`.
    package func set(_ key: ConfigKey, to value: String) throws(ClientError) {
        switch key {
        case .name:
            guard PartnerName.isName(value) else { throw .badSetting(key.rawValue) }
            try write { try $0.setName(value) }
        case .reveal:
            guard let mode = RevealMode(rawValue: value) else { throw .badSetting(key.rawValue) }
            try write { $0.identity.membership.reveal = mode }
        case .server:
            let known = try serverAddress()
            let setting: ServerSetting
            do { setting = try ServerSetting(parsing: value, known: known) } catch { throw .badServer(error) }
            try setServer(setting)
        case .deviceName:
            guard PartnerName.isName(value) else { throw .badSetting(key.rawValue) }
            try write { try $0.introduce(name: nil, deviceName: value) }
        case .decks, .depth, .cadence, .pause, .follow:
            guard try read({ $0.identity.isPaired }) else { throw .noPartnerYet }
            guard let wanted = try schedule().with(key, value) else { throw .badSetting(key.rawValue) }
            let decks = try decks().map(\.deck.id)
            let known = decks + (decks.contains(Deck.ours) ? [] : [Deck.ours])
            let unknown = wanted.decks.filter { !known.contains($0) }
            guard key != .decks || unknown.isEmpty else { throw .unknownDecks(unknown, known: known) }
            if key == .decks || key == .follow {
                guard try read({ try $0.bothUnderstand(wanted) }) else { throw .partnerNeedsUpdate }
            }
            let from = try reschedule { $0 = wanted.beginning($0.from) }
            if key == .pause { try writeStore { try $0.setRests(until: wanted.isPaused ? from : nil) } }
            if key == .follow { try write { try $0.focus.follow() } }
        }
    }

    /// Enough for everything waiting here, and for some of what the partner wrote.
    private static var exchangesBeforeLeaving: Int { 100 }

    /// Ends this partner's part in the couple. Needs no one's consent, but needs a server, where access ends at once.
    ///
    /// - Throws: `youHaveLeft`; `noServer`, `unreachable`, `proxy` or `problem` if the server wasn't reached or refuses it; `store`. Once
    ///   it's signed (`isLeaving`), it can't be taken back: it may have reached the server.
    package func leave() throws(ClientError) {
        let phase = try read { $0.membership.phase }
        guard phase != .left else { throw .youHaveLeft }
        // Send what is waiting here first, but don't wait for everything the partner has written: they could go on writing forever.
        if let stopped = try sync(budget: nil, until: .exchanges(Self.exchangesBeforeLeaving)).stopped, !stopped.allowsLeaving {
            throw stopped
        }
        try write { edit in
            guard !edit.identity.mine.state.hasLeft else { return }
            try edit.deviceLog.append(.leave)
        }
        let report = try sync(budget: nil, until: .left)
        // The reply to an earlier attempt was lost, or whatever follows the entry was refused, as it must be.
        if report.stopped != .youHaveLeft { try checkLeaving(report) }
        try write { $0.identity.membership.phase = .left }
    }

    /// Whether this partner is leaving, and the server hasn't confirmed it: the next sync sends it.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func isLeaving() throws(ClientError) -> Bool { try read { $0.isLeaving } }

    /// - Throws: why the server hasn't accepted the entry. If refused permanently, the entry waits in the outbox; if there was no
    ///   room, it was withdrawn.
    private func checkLeaving(_ report: SyncReport) throws(ClientError) {
        if let stopped = report.stopped { throw stopped }
        let (hasLeft, waiting) = try read { home in
            (home.identity.mine.state.hasLeft, try home.reader.outbox().first(where: \.isLeaving))
        }
        guard !hasLeft || waiting != nil else { return }
        throw .problem(
            Problem(status: 409, code: waiting?.refusal ?? report.takenBack ?? .internalError, title: "The server refuses it."))
    }
}

extension HomeSnapshot {
    /// Whether the programs of both can be asked by these settings. Each has to; otherwise they would be asked different things.
    fileprivate func bothUnderstand(_ span: ScheduleSpan) throws -> Bool {
        guard try !editions().areComplete else { return true }
        let isOfLaterEdition = span.decks.contains { catalogue.deck($0) != nil && !catalogue.isOfFirstEdition($0) }
        return span.followsCheckIns != true && !isOfLaterEdition
    }
}

extension ClientError {
    /// Incoming data can't be accepted, but outgoing data may well arrive; or the server says that this partner has left, which is
    /// what they want.
    fileprivate var allowsLeaving: Bool {
        if case .problem(let problem) = self { return problem.code == .partnerLeft }
        return self == .endlessReplies || self == .unreachable(.replyTooLarge)
    }
}
