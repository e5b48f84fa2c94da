import ClientCore
import Presentation

extension Context {
    /// Pulls for at most a second if the last sync is older than `seconds`. If that fails, says how old the data shown is; it can
    /// be read all the same.
    func refresh(_ client: Client, olderThan seconds: Int64 = 60) throws {
        guard let failure = failureToRefresh(client, olderThan: seconds), !isScripted else { return }
        mention(Wording.asOf(try client.status().lastSync, because: failure, page: page))
    }

    /// Like `refresh`, without a message.
    ///
    /// - Returns: why it failed; `nil` if it succeeded, wasn't due, or never can succeed.
    func failureToRefresh(_ client: Client, olderThan seconds: Int64) -> Failure? {
        do {
            switch try client.syncIfOlder(than: seconds, budget: 1)?.stopped {
            case nil, .noServer, .youHaveLeft, .deviceRemoved, .partnerHasLeft: return nil
            case let stopped?: return Wording.failure(stopped)
            }
        } catch {
            // For example a full disk. If the home can't be read either, reading it reports that.
            return Wording.failure(error)
        }
    }
}
