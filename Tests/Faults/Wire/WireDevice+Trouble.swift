import ProgramSupport
import Support
import Wire

extension WireDevice {
    /// Notes why an exchange failed, and waits a moment: signed in again if that's what it takes.
    mutating func endure(_ error: any Error, _ tally: Tally) async {
        switch error {
        case let problem as Problem:
            tally.count("wire refusals: \(problem.code.rawValue)")
            if [.tokenExpired, .tokenUnknown].contains(problem.code) {
                try? await renew()
            } else if ![.storageFull, .notReady].contains(problem.code) {
                tally.violation("a good write was refused: \(problem.code.rawValue)")
            }
        case let error as OutcomeError: tally.violation("a good write was not applied: \(error.outcomes)")
        default: tally.count("wire exchanges cut off")
        }
        try? await Task.sleep(for: .milliseconds(20))
    }
}

extension WireWriter {
    /// Up to `most` new records in one exchange, or those still unanswered.
    ///
    /// - Returns: whether they were acknowledged.
    mutating func step(upTo most: Int = 16, at caller: WireCaller, _ random: SeededRandom, _ tally: Tally) async -> Bool {
        device.caller = caller
        do {
            tally.count("wire writes acknowledged", try await write(1 + random.below(most)))
            try? await Task.sleep(for: .milliseconds(random.below(20)))
            return true
        } catch {
            await device.endure(error, tally)
            return false
        }
    }
}
