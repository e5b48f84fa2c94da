package import Catalogue

/// The prompt of the day, as `config` shows and takes it.
extension ScheduleSpan {
    /// - Returns: nil for a key that is of something else.
    package func setting(_ key: ConfigKey) -> String? {
        switch key {
        case .decks: decks.joined(separator: ",")
        case .depth: String(depth.rawValue)
        case .cadence: cadence.description
        case .pause: isPaused ? "on" : "off"
        case .name, .reveal, .server, .deviceName: nil
        }
    }

    /// The same with another value; capitals and spaces do not matter.
    ///
    /// - Returns: nil where the key does not take it. Whether there are such decks is not looked at.
    package func with(_ key: ConfigKey, _ value: String) -> ScheduleSpan? {
        let value = value.lowercased().filter { !$0.isWhitespace }
        var span = self
        switch key {
        case .decks:
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
        case .name, .reveal, .server, .deviceName: return nil
        }
        return span
    }
}

extension ConfigKey {
    /// It is one for both.
    package var isOfCouple: Bool { Schedule.standard.latest.setting(self) != nil }

    /// Whether a value has a form that it takes. A server's address is looked at elsewhere.
    package func takes(_ value: String) -> Bool {
        switch self {
        case .name, .server, .deviceName: true
        case .reveal: RevealMode(rawValue: value) != nil
        case .decks, .depth, .cadence, .pause: Schedule.standard.latest.with(self, value) != nil
        }
    }
}
