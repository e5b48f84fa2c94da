extension Finding {
    package enum Level: String, Codable, Sendable, CaseIterable {
        case fine, note, problem
    }

    /// How far a clock may be off before it's mentioned.
    private static let clockTolerance = Duration.seconds(60)

    /// `problem`: something is wrong that time alone won't fix.
    package var level: Level {
        switch self {
        case .home, .server, .reachable, .phase(.waiting), .phase(.paired), .kit(true), .pending(0): .fine
        case .clock(let ahead): max(ahead, .zero - ahead) > Self.clockTolerance ? .note : .fine
        case .unwritable, .storeKeyWrong, .phase(.removed), .syncError, .serverClockWrong, .refused, .stampedInVain, .notGenuine,
            .doesNotOpen,
            .heldByPartner, .offersRefused, .keysMissing,
            .needsNewerVersion:
            .problem
        case .phase(.partnerLeft), .phase(.left), .leaving, .kit(false), .serverWentBack, .passedOver, .signedByRemoved,
            .sealsWaitForMachines,
            .pending,
            .waitsForPartner,
            .finished, .lost, .answerAwaited, .waitsForSeal, .opensWithSync, .waitsForOpening, .heldBack,
            .notAnAnswer:
            .note
        }
    }

    /// Whether it concerns something that is waiting, or the reason for that: what `sync --explain` prints.
    package var isAboutWaiting: Bool {
        switch self {
        case .kit: false
        default: level != .fine
        }
    }
}
