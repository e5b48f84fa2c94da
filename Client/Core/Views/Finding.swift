/// One thing that `doctor` looked at.
package struct Finding: Hashable, Sendable {
    package enum Level: String, Codable, Sendable, CaseIterable {
        case fine, note, problem
    }

    package enum Subject: Hashable, Sendable {
        case home
        case server(ServerAddress)
        case reachable(ClientError?)
        /// Milliseconds by which this machine's clock is ahead of the server's.
        case clock(ahead: Int64)
        case membership(MembershipPhase)
        case pending(Int)
        case refused(Int)
        /// Whether a kit is enlisted.
        case kit(Bool)
        /// Rounds that both have sealed and that wait for an opening.
        case waitingForOpenings(Int)
        case keys(missing: Int)
    }

    package let level: Level
    package let subject: Subject

    package init(_ level: Level, _ subject: Subject) {
        self.level = level
        self.subject = subject
    }
}
