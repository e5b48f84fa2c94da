package import Catalogue
import Models

/// How close the two are, and what stands between them: rated apart, opened together.
extension Client {
    /// Seals a check-in; without a partner it is kept until there is one. In the place of one that the partner has not sealed against:
    /// the earlier is kept in the history.
    package func checkIn(_ checkIn: CheckIn) throws -> SealResult {
        try beginCheckIn()
        return try seal(CheckIn.prompt.id.description, text: checkIn.text)
    }

    /// Where the last check-in has opened, the next one begins: what is drafted or sealed from now on belongs to that.
    package func beginCheckIn() throws {
        let prompt = CheckIn.prompt.id.description
        let isOver = try read { home in
            guard let row = try home.roundRow(prompt, home.currentNumber(prompt)) else { return false }
            return [.revealed, .tampered].contains(try home.state(of: row.id))
        }
        if isOver { _ = try again(prompt) }
    }

    /// All check-ins that this partner may see, oldest first; words under the check-in's prompt that are none are passed over, and so is
    /// what was brought in from a time with somebody of another name.
    package func checkIns() throws -> [CheckInPair] {
        try read { home in
            let partner = try home.partnerName()
            return try home.views.view(CheckIn.prompt.id.description).rounds
                .filter { $0.partner == nil || partner == nil || $0.partner == partner }
                .map(CheckInPair.init).filter { $0.mine != nil || $0.theirs != nil }
        }
    }

    package func trends() throws -> Trends {
        let pairs = try checkIns()
        return try read { home in
            let open = try home.views.summaries(of: home.questions.fullCatalogue().prompts).filter { $0.state == .open && !$0.isSkipped }
            let state = try home.views.latestStates()[CheckIn.prompt.id.description]?.state
            return Trends(pairs, open: open, state: state)
        }
    }
}
