import Models
import Wire

/// The end of this device, and of this partner's part in the couple: an entry of the own log says so, and nothing else does.
extension Workspace {
    /// Takes in the entries by which a server proves such an end.
    ///
    /// - Returns: whether any of them was new, and genuine.
    func take(proof: [LogEntry], of code: ErrorCode) throws -> Bool {
        let before = identity.mine.entries.count
        for entry in proof { try absorb(EntryChange(partner: membership.partner, entry: entry)) }
        try storePassedOver()
        // Signed here, and the reply to it was lost.
        if code == .partnerLeft, identity.mine.state.hasLeft { identity.membership.phase = .left }
        return identity.mine.entries.count > before
    }

    /// False where a home of before took a server's word for such an end.
    var isPhaseSigned: Bool {
        switch membership.phase {
        case .removed: !identity.mine.state.isLive(membership.device)
        case .left: identity.mine.state.hasLeft
        case .waiting, .paired, .partnerLeft: true
        }
    }

    func believeSignedLogs() {
        guard !isPhaseSigned else { return }
        identity.membership.phase =
            identity.theirs?.state.hasLeft == true ? .partnerLeft : identity.isPaired ? .paired : .waiting
    }
}
