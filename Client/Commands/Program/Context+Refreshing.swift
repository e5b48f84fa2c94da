import ClientCore

extension Context {
    /// Fetches what is new, for a second at most, where the last sync is older than that; and says how old what is shown is, where that
    /// doesn't come about. What is here is there to be read all the same.
    func refresh(_ client: any HomeClient, olderThan seconds: Int64 = 60) throws {
        guard let failure = failureToRefresh(client, olderThan: seconds), !isScripted else { return }
        mention(Wording.asOf(try client.status().lastSync, because: failure, page: page))
    }

    /// The same in silence.
    ///
    /// - Returns: why it didn't come about; `nil` if it did, was too early, or never will.
    func failureToRefresh(_ client: any HomeClient, olderThan seconds: Int64) -> Failure? {
        do {
            switch try client.syncIfOlder(than: seconds, budget: 1)?.stopped {
            case nil, .noServer, .youHaveLeft, .deviceRemoved, .partnerHasLeft: return nil
            case let stopped?: return Wording.failure(stopped)
            }
        } catch {
            // A disk that takes nothing, say. What can't be read either says so when it is read.
            return Wording.failure(error)
        }
    }
}
