/// The result of one load between two marks.
struct Load: Sendable {
    /// Replies per second.
    let rate: Double
    /// Replies per committed transaction. `nil` if none was committed.
    let together: Double?
    /// Microseconds of processor time per reply, without the load itself.
    let serverMicroseconds: Double
    /// Microseconds of processor time per reply for the load itself.
    let clientMicroseconds: Double

    var microseconds: Double { serverMicroseconds + clientMicroseconds }

    init(from begin: Mark, to end: Mark) {
        let replies = Double(end.replies - begin.replies)
        rate = replies / (end.time - begin.time).seconds
        together = end.commits > begin.commits ? replies / Double(end.commits - begin.commits) : nil
        let own = (end.ownProcessorTime - begin.ownProcessorTime).seconds
        let all = (end.processorTime - begin.processorTime).seconds
        clientMicroseconds = own / replies * 1e6
        serverMicroseconds = (all - own) / replies * 1e6
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
