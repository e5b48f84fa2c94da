package import Catalogue

/// The settings of the prompt of the day, as `config` prints and accepts them.
extension ScheduleSpan {
    /// - Returns: `nil` for a key that belongs to something else.
    package func setting(_ key: ConfigKey) -> String? {
        switch key {
        case .decks: decks.joined(separator: ",")
        case .depth: String(depth.rawValue)
        case .cadence: cadence.description
        case .pause: isPaused ? "on" : "off"
        case .follow: followsCheckIns == true ? "check-ins" : "off"
        case .name, .reveal, .server, .deviceName: nil
        }
    }

    /// The same settings with one value changed; case and white space don't matter.
    ///
    /// - Returns: `nil` if the key doesn't accept the value. Doesn't check that the decks exist.
    package func with(_ key: ConfigKey, _ value: String) -> ScheduleSpan? {
        let value = value.lowercased().filter { !$0.isWhitespace }
        var span = self
        switch key {
        case .decks:
            if value == "default" {
                span.decks = Schedule.standardDecks
                return span
            }
            let ids = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard ids.allSatisfy(PromptID.isPart) else { return nil }
            span.decks = ids.enumerated().filter { !ids[..<$0.offset].contains($0.element) }.map(\.element)
        case .depth:
            guard let depth = Int(value).flatMap(Depth.init(rawValue:)) else { return nil }
            span.depth = depth
        case .cadence:
            guard let cadence = Cadence(value) else { return nil }
            span.cadence = cadence
        case .pause:
            guard value == "on" || value == "off" else { return nil }
            span.isPaused = value == "on"
        case .follow:
            guard ["check-ins", "checkins", "off"].contains(value) else { return nil }
            span.followsCheckIns = value == "off" ? nil : true
        case .name, .reveal, .server, .deviceName: return nil
        }
        return span
    }
}

extension ConfigKey {
    /// Whether it's shared by the couple.
    package var isOfCouple: Bool { Schedule.standard.latest.setting(self) != nil }

    /// Whether a value is well-formed for this key. A server's address is checked elsewhere.
    package func takes(_ value: String) -> Bool {
        switch self {
        case .name, .server, .deviceName: true
        case .reveal: RevealMode(rawValue: value) != nil
        case .decks, .depth, .cadence, .pause, .follow: Schedule.standard.latest.with(self, value) != nil
        }
    }
}
