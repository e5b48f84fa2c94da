import Models

/// What the partner said of rounds that this one had looked at already, and that this one has not been shown.
extension Workspace {
    /// The most that is kept in mind.
    private static let most = 200

    /// A round that was not looked at yet is to be read with all that was said of it: that is not told of besides.
    func noteUnheard(_ record: RecordID, _ round: RoundReference) throws {
        guard try roundRow(ifThere: round.prompt, round.round)?.isLookedAt == true else { return }
        let others = try transaction.unheard().filter { $0 != record }
        try transaction.setUnheard((others + [record]).suffix(Self.most))
    }

    /// Only where the round is open.
    func unheard() throws -> [(record: RecordID, round: RoundReference)] {
        try transaction.unheard().compactMap { id in
            guard let held = try transaction.record(id), let round = try? document(of: held)?.remarked,
                let row = try roundRow(ifThere: round.prompt, round.round), try state(of: row.id) == .revealed
            else { return nil }
            return (id, round)
        }
    }
}

extension Document {
    /// The round that something is said of.
    var remarked: RoundReference? {
        switch self {
        case .reflection(let reflection): reflection.round
        case .reaction(let reaction): reaction.round
        default: nil
        }
    }
}
