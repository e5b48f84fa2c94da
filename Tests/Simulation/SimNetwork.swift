import ClientCore
import Models
import ServerCore
import Support
import Wire

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Everything in transit between the devices and the server.
final class SimNetwork {
    let server: SimServer
    var late: [SentRequest] = []
    /// The last request with a write that went through, to be repeated beside another's.
    private var repeatable: SentRequest?
    unowned let watcher: any Watcher

    init(_ server: SimServer, _ watcher: any Watcher) {
        self.server = server
        self.watcher = watcher
    }

    func deliver(_ sent: SentRequest) -> TransportReply {
        let reply = server.process.exchange.answer(sent.route, body: sent.body, token: sent.token)
        if sent.route == .sync, reply.status == 200 { repeatable = sent }
        watcher.answered(reply, to: sent)
        return reply
    }

    func deliverLate() {
        for sent in late { _ = deliver(sent) }
        late = []
    }

    /// Blocks the writer with a repeated request; this request and another repetition then wait, and go into one transaction. One
    /// of the two fails alone.
    func deliverInGroup(_ sent: SentRequest, failing: Int) -> TransportReply {
        guard sent.route == .sync, let other = repeatable else { return deliver(sent) }
        server.faults.hold()
        let first = begin(other)
        spin { server.faults.isBlocked || first.isFinished }
        guard !first.isFinished else {
            server.faults.release()
            return deliver(sent)
        }
        let mine = begin(sent)
        spin { server.process.callersWaiting() >= 1 || mine.isFinished }
        let again = begin(other)
        spin { server.process.callersWaiting() >= 2 || again.isFinished || mine.isFinished }
        server.data.failSavepoint(failing)
        server.faults.release()
        _ = first.wait()
        let reply = mine.wait()
        _ = again.wait()
        watcher.answered(reply, to: sent)
        return reply
    }

    private func spin(until isDone: () -> Bool) { while !isDone() { sched_yield() } }

    private func begin(_ sent: SentRequest) -> PendingReply {
        server.process.exchange.begin(sent.route, body: sent.body, token: sent.token)
    }
}
