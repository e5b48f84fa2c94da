import Wire

/// The cases of `Outcome`, for counting, as in `WriteCase`.
enum OutcomeCase: CaseIterable {
    case applied, superseded, locked, refused

    init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .applied: .applied
            case .superseded: .superseded
            case .locked: .locked
            case .refused: .refused
            }
    }
}
